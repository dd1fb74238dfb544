/**
 * Who is who: kinds, keys, and the rules by which names and labels are made. Depends on nothing.
 */
@NullMarked
package io.llmisvc.model.naming;

import org.jspecify.annotations.NullMarked;
