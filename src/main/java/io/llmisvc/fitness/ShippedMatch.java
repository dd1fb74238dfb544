package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.FieldChange;
import java.util.List;
import java.util.Optional;

/**
 * What is stored, compared with what is shipped. How numbers are spelled says nothing, nor do
 * descriptions.
 */
final class ShippedMatch {
  private static final String DESCRIPTION = "description";

  private ShippedMatch() {}

  /**
   * Where they differ, such as {@code spec.template and 3 more}; empty when they do not.
   *
   * @param root the path of both
   */
  static Optional<String> difference(String root, JsonNode stored, JsonNode shipped) {
    List<FieldChange> changes = FieldChange.between(plain(shipped), plain(stored));
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    String path = changes.getFirst().path();
    String first = root.isEmpty() || path.isEmpty() ? root + path : root + "." + path;
    return Optional.of(
        changes.size() == 1 ? first : first + " and " + (changes.size() - 1) + " more");
  }

  private static JsonNode plain(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object.forEachEntry(
          (name, value) -> {
            if (!value.isNull() && !(name.equals(DESCRIPTION) && value.isTextual())) {
              copy.set(name, plain(value));
            }
          });
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
      array.forEach(element -> copy.add(plain(element)));
      return copy;
    }
    return node.isNumber() && node.canConvertToExactIntegral()
        ? LongNode.valueOf(node.longValue())
        : node;
  }
}
