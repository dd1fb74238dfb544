package io.llmisvc.merge;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** A rule of its own for one list. */
@FunctionalInterface
public interface ListCombiner {
  /** The combined list; called only when both lists have elements, and must change neither. */
  ArrayNode combine(ArrayNode base, ArrayNode override);
}
