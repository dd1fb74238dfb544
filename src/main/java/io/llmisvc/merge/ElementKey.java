package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.schema.MergeKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tells the elements of a keyed list apart. */
final class ElementKey {
  private ElementKey() {}

  /**
   * The values of the keys, or null for an element that lacks one: such an element equals no other.
   */
  static @Nullable List<String> of(List<MergeKey> keys, JsonNode element) {
    if (keys.size() == 1) {
      String value = value(keys.getFirst(), element);
      return value == null ? null : List.of(value);
    }
    List<String> values = new ArrayList<>(keys.size());
    for (MergeKey key : keys) {
      String value = value(key, element);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  private static @Nullable String value(MergeKey key, JsonNode element) {
    JsonNode value = element.path(key.field());
    return value.isValueNode() && !value.isNull() ? value.asText() : key.defaultValue();
  }
}
