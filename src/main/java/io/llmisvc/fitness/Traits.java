package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Trees;
import java.util.List;
import java.util.Optional;

/** What objects of all kinds say in the same way. */
final class Traits {
  private Traits() {}

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  static String namespace(JsonNode object) {
    return object.at("/metadata/namespace").asText();
  }

  /** {@code namespace/name}. */
  static String id(JsonNode object) {
    return namespace(object) + "/" + name(object);
  }

  static String label(JsonNode object, String key) {
    return object.path("metadata").path("labels").path(key).asText();
  }

  static Optional<ObjectNode> named(List<ObjectNode> objects, String name) {
    return objects.stream().filter(object -> name(object).equals(name)).findFirst();
  }

  /** A condition of an object or a listener; missing when there is none. */
  static JsonNode condition(JsonNode status, String type) {
    return Trees.objects(status.path("conditions"))
        .filter(condition -> condition.path("type").asText().equals(type))
        .map(JsonNode.class::cast)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  static boolean isTrue(JsonNode condition) {
    return condition.path("status").asText().equals("True");
  }

  /** Why a condition is not true. */
  static String reason(JsonNode condition) {
    if (condition.isMissingNode()) {
      return "no controller has said anything yet";
    }
    String message = condition.path("message").asText();
    return message.isEmpty() ? condition.path("reason").asText() : message;
  }
}
