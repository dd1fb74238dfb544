/**
 * Whether a cluster is fit: what was read of it, compared with what this version needs. Each check
 * is a function over trees; what could not be read stays open and is said. Nothing here reads.
 */
@NullMarked
package io.llmisvc.fitness;

import org.jspecify.annotations.NullMarked;
