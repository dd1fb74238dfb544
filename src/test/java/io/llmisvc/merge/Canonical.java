package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.schema.AnyType;
import io.llmisvc.schema.Field;
import io.llmisvc.schema.ListType;
import io.llmisvc.schema.MapType;
import io.llmisvc.schema.ScalarType;
import io.llmisvc.schema.StructType;
import io.llmisvc.schema.Type;
import java.util.Map;

/**
 * A tree without what Go cannot tell from absence, so that two trees are equal when their Go values
 * are.
 */
final class Canonical {
  private Canonical() {}

  static JsonNode of(Type type, JsonNode value) {
    return switch (type) {
      case StructType struct -> struct(struct, value);
      case MapType map -> map(map.value(), value);
      case ListType list -> list(list.element(), value);
      case AnyType any -> value.isObject() ? map(any, value) : value;
      case ScalarType scalar -> value;
    };
  }

  private static JsonNode struct(StructType type, JsonNode value) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Field field : type.fields()) {
      JsonNode member = field.in(value);
      if (member == null || member.isNull()) {
        continue;
      }
      JsonNode canonical = of(field.type(), member);
      if (field.pointer() || !saysNothing(field.type(), canonical)) {
        result.set(field.path().getFirst(), canonical);
      }
    }
    return result;
  }

  private static boolean saysNothing(Type type, JsonNode value) {
    return (value.isContainerNode() && value.isEmpty())
        || Zero.isZero(value)
        || (type == ScalarType.QUANTITY && value.asText().equals("0"));
  }

  private static JsonNode map(Type valueType, JsonNode value) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    value
        .propertyStream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> result.set(entry.getKey(), of(valueType, entry.getValue())));
    return result;
  }

  private static JsonNode list(Type elementType, JsonNode value) {
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    value.forEach(element -> result.add(of(elementType, element)));
    return result;
  }
}
