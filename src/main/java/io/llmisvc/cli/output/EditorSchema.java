package io.llmisvc.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON Schema for those who write objects of a CustomResourceDefinition in an editor: what the API
 * server checks by schema, the status left out, and a member that is not known is wrong.
 */
public final class EditorSchema {
  private static final String DIALECT = "http://json-schema.org/draft-07/schema#";
  private static final String EXTENSION = "x-kubernetes-";
  private static final String OPEN = EXTENSION + "preserve-unknown-fields";

  /** Objects with members, each once, by the name that refers to it. */
  private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();

  private final Map<ObjectNode, String> names = new HashMap<>();
  private final List<ObjectNode> kinds = new ArrayList<>();

  /** Adds one version of a definition; an object must be of one of those that were added. */
  public void add(ObjectNode definition, String version) {
    JsonNode spec = definition.path("spec");
    String kind = spec.at("/names/kind").asText();
    for (JsonNode served : spec.path("versions")) {
      if (served.path("name").asText().equals(version)) {
        ObjectNode schema = closed(kind, served.at("/schema/openAPIV3Schema"));
        ObjectNode members = schema.withObjectProperty("properties");
        members.remove("status");
        constant(members, "apiVersion", spec.path("group").asText() + "/" + version);
        constant(members, "kind", kind);
        members.set(
            "metadata",
            JsonNodeFactory.instance
                .objectNode()
                .put("type", "object")
                .put("description", "Standard metadata of objects."));
        schema.put("title", kind);
        schema.putArray("required").add("apiVersion").add("kind").add("metadata").add("spec");
        kinds.add(schema);
        return;
      }
    }
    throw new IllegalArgumentException("no version " + version + " of " + kind);
  }

  /** The whole schema. */
  public String text() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("$schema", DIALECT);
    if (kinds.size() == 1) {
      schema.setAll(kinds.getFirst());
    } else {
      ArrayNode choices = schema.putArray("oneOf");
      kinds.forEach(choices::add);
    }
    schema.set("definitions", definitions);
    return Json.text(schema);
  }

  private static void constant(ObjectNode members, String name, String value) {
    members.withObjectProperty(name).putArray("enum").add(value);
  }

  /** As {@link #closed}; an object with members is put among the definitions. */
  private JsonNode shared(String name, JsonNode schema) {
    ObjectNode closed = closed(name, schema);
    if (!closed.has("properties")) {
      return closed;
    }
    String known = names.computeIfAbsent(closed, unused -> free(name));
    definitions.set(known, closed);
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/definitions/" + known);
  }

  private String free(String name) {
    String candidate = name;
    for (int i = 2; definitions.has(candidate); i++) {
      candidate = name + i;
    }
    return candidate;
  }

  /**
   * A copy without extensions of Kubernetes, and without room for members that it does not name.
   */
  private ObjectNode closed(String name, JsonNode schema) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      String word = keyword.getKey();
      JsonNode value = keyword.getValue();
      switch (word) {
        case "properties" -> {
          ObjectNode members = copy.putObject(word);
          value
              .properties()
              .forEach(
                  member ->
                      members.set(member.getKey(), shared(member.getKey(), member.getValue())));
        }
        case "items", "additionalProperties" ->
            copy.set(word, value.isObject() ? shared(name, value) : value);
        default -> {
          if (!word.startsWith(EXTENSION)) {
            copy.set(word, value);
          }
        }
      }
    }
    if (copy.has("properties")
        && !copy.has("additionalProperties")
        && !schema.path(OPEN).asBoolean()) {
      copy.put("additionalProperties", false);
    }
    return copy;
  }
}
