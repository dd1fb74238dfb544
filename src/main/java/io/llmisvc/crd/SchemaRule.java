package io.llmisvc.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change to some nodes of a schema.
 *
 * @param at which nodes, as {@link PathPattern}s
 * @param when keywords that a node must have for the rule to touch it
 * @param set keywords to set
 * @param drop keywords to remove
 * @param properties properties to remove
 */
record SchemaRule(
    List<String> at,
    @Nullable Map<String, JsonNode> when,
    @Nullable Map<String, JsonNode> set,
    @Nullable List<String> drop,
    @Nullable List<String> properties) {

  void apply(String root, ObjectNode schema) {
    for (String pattern : at) {
      List<ObjectNode> nodes =
          SchemaNodes.matching(PathPattern.of(root, pattern), schema).stream()
              .filter(this::isMeant)
              .toList();
      if (nodes.isEmpty()) {
        throw new IllegalStateException("nothing at '" + pattern + "' under '" + root + "'");
      }
      nodes.forEach(this::change);
    }
  }

  private boolean isMeant(ObjectNode node) {
    return when == null
        || when.entrySet().stream().allMatch(e -> e.getValue().equals(node.get(e.getKey())));
  }

  private void change(ObjectNode node) {
    if (drop != null) {
      node.remove(drop);
    }
    if (set != null) {
      set.forEach((keyword, value) -> node.set(keyword, value.deepCopy()));
    }
    if (properties != null) {
      ((ObjectNode) node.path("properties")).remove(properties);
    }
  }
}
