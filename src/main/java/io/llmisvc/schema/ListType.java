package io.llmisvc.schema;

import java.util.List;

/**
 * A list; without keys it is replaced as a whole, with keys its elements are told apart by all of
 * them.
 */
public record ListType(Type element, List<MergeKey> keys) implements Type {
  public ListType {
    keys = List.copyOf(keys);
  }

  public boolean isAtomic() {
    return keys.isEmpty();
  }
}
