package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.schema.Field;

/** When a value counts as set. */
final class Zero {
  private Zero() {}

  /** Whether a layer that has this value in this field means it. */
  static boolean countsAsSet(Field field, JsonNode value) {
    if (value.isNull() || (value.isArray() && value.isEmpty())) {
      return false;
    }
    return field.pointer() || !isZero(value) || isAlwaysWritten(field, value);
  }

  /** An empty text never wipes out another, even where Go writes it. */
  private static boolean isAlwaysWritten(Field field, JsonNode value) {
    return field.alwaysSerialised() && !value.isTextual();
  }

  static boolean isZero(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.textValue().isEmpty();
      case BOOLEAN -> !value.booleanValue();
      case NUMBER -> value.doubleValue() == 0;
      case ARRAY, BINARY, MISSING, NULL, OBJECT, POJO -> false;
    };
  }
}
