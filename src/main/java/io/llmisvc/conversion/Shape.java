package io.llmisvc.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What values must look like to be converted. Values of other shapes stay where they are, in a spec
 * as in an annotation: no API server checks what comes out of one.
 */
final class Shape {
  static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
  static final Predicate<JsonNode> PORT =
      node -> node.isInt() && node.intValue() > 0 && node.intValue() <= 65535;
  static final Predicate<JsonNode> PORTS = listOf(object(Map.of("number", PORT)));

  /** A map of labels, by itself or as the only member, {@code matchLabels}. */
  static final Predicate<JsonNode> SELECTOR = Shape::isSelector;

  static final Predicate<JsonNode> CONFIDENTIAL =
      object(Map.of("enabled", JsonNode::isBoolean, "resourceId", TEXT));

  private static final Predicate<JsonNode> QUANTITY = node -> node.isTextual() || node.isNumber();
  private static final Predicate<JsonNode> CLAIM =
      object(Map.of("spec", JsonNode::isObject, "ref", object(Map.of("name", TEXT, "path", TEXT))));
  private static final Predicate<JsonNode> FILE_SYSTEM =
      object(Map.of("emptyDir", object(Map.of("size", QUANTITY)), "pvc", CLAIM));

  static final Predicate<JsonNode> KV_CACHE =
      object(
          Map.of(
              "cpu",
              QUANTITY,
              "evictionPolicy",
              TEXT,
              "secondary",
              listOf(object(Map.of("fileSystem", FILE_SYSTEM)))));

  private Shape() {}

  /** An object whose members of these names, when there are any, have these shapes. */
  static Predicate<JsonNode> object(Map<String, Predicate<JsonNode>> members) {
    return node ->
        node instanceof ObjectNode object
            && object.properties().stream()
                .allMatch(
                    member -> {
                      Predicate<JsonNode> shape = members.get(member.getKey());
                      return shape == null
                          || member.getValue().isNull()
                          || shape.test(member.getValue());
                    });
  }

  private static Predicate<JsonNode> listOf(Predicate<JsonNode> element) {
    return node -> node instanceof ArrayNode list && list.valueStream().allMatch(element);
  }

  static boolean isLabels(JsonNode node) {
    return node.isObject() && node.valueStream().allMatch(JsonNode::isTextual);
  }

  private static boolean isSelector(JsonNode node) {
    return isLabels(node) || (node.size() == 1 && isLabels(node.path("matchLabels")));
  }
}
