package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Copies of trees. */
final class Trees {
  private Trees() {}

  /** A deep copy that leaves out null members: a null says nothing. */
  static JsonNode copy(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return copy(object);
    }
    if (!(node instanceof ArrayNode array)) {
      return node;
    }
    ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
    for (JsonNode element : array) {
      copy.add(copy(element));
    }
    return copy;
  }

  static ObjectNode copy(ObjectNode object) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object.forEachEntry(
        (name, value) -> {
          if (!value.isNull()) {
            copy.set(name, copy(value));
          }
        });
    return copy;
  }
}
