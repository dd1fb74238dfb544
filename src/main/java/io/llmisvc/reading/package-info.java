/**
 * Texts that people write, as trees, within {@link io.llmisvc.model.ReadLimits}. Knows syntax and
 * sizes; what a tree means belongs to others.
 */
@NullMarked
package io.llmisvc.reading;

import org.jspecify.annotations.NullMarked;
