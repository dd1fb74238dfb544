package io.llmisvc.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The schemas of the specs, for validation in process: what says nothing about a value is left out,
 * and what stands in several places is written once.
 */
final class CompactSchema {
  private static final String DEFINITIONS = "$defs";
  private static final String REF = "$ref";
  private static final String POINTER = "#/" + DEFINITIONS + "/";

  /** Comments, rules that are written in Java, and what the API server does not enforce. */
  private static final List<String> SILENT =
      List.of(
          "description",
          "format",
          "x-kubernetes-map-type",
          "x-kubernetes-preserve-unknown-fields",
          "x-kubernetes-validations");

  private final Map<ObjectNode, Integer> uses = new HashMap<>();
  private final Map<ObjectNode, String> names = new HashMap<>();
  private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();

  private CompactSchema() {}

  /** What is checked in; one definition a line. */
  static String text(Map<String, JsonNode> crds) {
    CompactSchema compact = new CompactSchema();
    Map<String, ObjectNode> specs = new TreeMap<>();
    crds.values().forEach(crd -> specs.put(kind(crd), telling(spec(crd))));
    specs.values().forEach(compact::count);
    Map<String, JsonNode> roots = new TreeMap<>();
    specs.forEach((kind, spec) -> roots.put(kind, compact.members(spec)));
    String lines =
        compact.definitions.properties().stream()
            .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
            .collect(Collectors.joining(",\n"));
    String heads =
        roots.entrySet().stream()
            .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
            .collect(Collectors.joining(",\n"));
    return "{\n" + heads + ",\n\"" + DEFINITIONS + "\": {\n" + lines + "\n}}\n";
  }

  /** The schema of a spec as the CRD has it, without what is silent. */
  static ObjectNode telling(ObjectNode schema) {
    ObjectNode telling = schema.deepCopy();
    SchemaNodes.visit(
        telling,
        (path, node) -> {
          node.remove(SILENT);
          if (node.path("x-kubernetes-int-or-string").booleanValue()) {
            node.remove("anyOf");
          }
          if (node.path("x-kubernetes-list-type").asText().equals("atomic")) {
            node.remove("x-kubernetes-list-type");
          }
        });
    return telling;
  }

  /** The schema of a kind with every reference replaced by what it stands for. */
  static JsonNode expanded(JsonNode document, String kind) {
    return expanded(document.path(DEFINITIONS), (ObjectNode) document.path(kind));
  }

  static ObjectNode spec(JsonNode crd) {
    for (JsonNode version : crd.path("spec").path("versions")) {
      if (version.path("name").textValue().equals("v1alpha2")) {
        return (ObjectNode)
            version.path("schema").path("openAPIV3Schema").path("properties").path("spec");
      }
    }
    throw new AssertionError("no v1alpha2");
  }

  static String kind(JsonNode crd) {
    return crd.path("spec").path("names").path("kind").textValue();
  }

  private static ObjectNode expanded(JsonNode definitions, ObjectNode schema) {
    JsonNode ref = schema.get(REF);
    ObjectNode named =
        ref == null
            ? schema
            : (ObjectNode) definitions.path(ref.textValue().substring(POINTER.length()));
    ObjectNode copy = named.deepCopy();
    forChildren(copy, child -> expanded(definitions, child));
    return copy;
  }

  private void count(ObjectNode schema) {
    if (uses.merge(schema, 1, Integer::sum) == 1) {
      children(schema, this::count);
    }
  }

  /** A schema without structure is as short as a reference to it. */
  private ObjectNode shared(ObjectNode schema) {
    boolean isPlain = !schema.has("properties") && !schema.has("items");
    if (isPlain || uses.getOrDefault(schema, 0) < 2) {
      return members(schema);
    }
    String name = names.get(schema);
    if (name == null) {
      ObjectNode definition = members(schema);
      name = Integer.toString(names.size());
      names.put(schema, name);
      definitions.set(name, definition);
    }
    return JsonNodeFactory.instance.objectNode().put(REF, POINTER + name);
  }

  private ObjectNode members(ObjectNode schema) {
    ObjectNode copy = schema.deepCopy();
    forChildren(copy, this::shared);
    return copy;
  }

  private static void children(ObjectNode schema, Consumer<ObjectNode> visitor) {
    forChildren(
        schema,
        child -> {
          visitor.accept(child);
          return child;
        });
  }

  private static void forChildren(ObjectNode schema, UnaryOperator<ObjectNode> change) {
    schema
        .path("properties")
        .properties()
        .forEach(property -> property.setValue(change.apply((ObjectNode) property.getValue())));
    for (String keyword : List.of("items", "additionalProperties")) {
      if (schema.get(keyword) instanceof ObjectNode child) {
        schema.set(keyword, change.apply(child));
      }
    }
  }
}
