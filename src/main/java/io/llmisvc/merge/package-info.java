/**
 * Strategic merge of JSON trees, lowest layer first, by the shape of the Go types. Only what a
 * layer says counts: absent values, nulls, empty lists and the zeros of fields that have no pointer
 * in Go never override. What a layer loses to a higher one is told in notes, and for every value,
 * when asked, where it came from. Knows types, not kinds: anything that is special about a service
 * belongs to the composition.
 */
@NullMarked
package io.llmisvc.merge;

import org.jspecify.annotations.NullMarked;
