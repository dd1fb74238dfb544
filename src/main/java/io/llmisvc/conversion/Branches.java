package io.llmisvc.conversion;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Copies of trees that share with the original all that is not changed, so that neither size nor
 * depth of the rest matters.
 */
final class Branches {
  private Branches() {}

  static ObjectNode copy(ObjectNode object) {
    return JsonNodeFactory.instance.objectNode().setAll(object);
  }

  /**
   * The object at a place, free to be changed, and all that leads to it with it; absent when there
   * is no object.
   *
   * @param root free to be changed
   */
  static @Nullable ObjectNode own(ObjectNode root, JsonPointer place) {
    if (!(root.at(place) instanceof ObjectNode)) {
      return null;
    }
    JsonNode here = root;
    for (JsonPointer rest = place; !rest.matches(); rest = rest.tail()) {
      here = ownChild(here, rest);
    }
    return (ObjectNode) here;
  }

  private static JsonNode ownChild(JsonNode parent, JsonPointer step) {
    if (parent instanceof ArrayNode list) {
      JsonNode child = copied(list.get(step.getMatchingIndex()));
      list.set(step.getMatchingIndex(), child);
      return child;
    }
    JsonNode child = copied(parent.path(step.getMatchingProperty()));
    ((ObjectNode) parent).set(step.getMatchingProperty(), child);
    return child;
  }

  private static JsonNode copied(JsonNode container) {
    return container instanceof ObjectNode object
        ? copy(object)
        : JsonNodeFactory.instance.arrayNode().addAll((ArrayNode) container);
  }
}
