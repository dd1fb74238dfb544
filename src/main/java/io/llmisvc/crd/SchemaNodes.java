package io.llmisvc.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The nodes of a structural schema by their paths, written as in {@link PathPattern}. */
final class SchemaNodes {
  private SchemaNodes() {}

  static List<ObjectNode> matching(Pattern pattern, ObjectNode schema) {
    List<ObjectNode> found = new ArrayList<>();
    visit(
        schema,
        (path, node) -> {
          if (pattern.matcher(path).matches()) {
            found.add(node);
          }
        });
    return found;
  }

  static void visit(ObjectNode schema, BiConsumer<String, ObjectNode> visitor) {
    visit("", schema, visitor);
  }

  private static void visit(String path, JsonNode node, BiConsumer<String, ObjectNode> visitor) {
    if (!(node instanceof ObjectNode schema)) {
      return;
    }
    visitor.accept(path, schema);
    String prefix = path.isEmpty() ? "" : path + ".";
    schema
        .path("properties")
        .properties()
        .forEach(property -> visit(prefix + property.getKey(), property.getValue(), visitor));
    visit(path + "[]", schema.path("items"), visitor);
    visit(path + "{}", schema.path("additionalProperties"), visitor);
  }
}
