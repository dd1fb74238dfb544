package io.llmisvc.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.schema.Field;
import io.llmisvc.schema.ListType;
import io.llmisvc.schema.MapType;
import io.llmisvc.schema.StructType;
import io.llmisvc.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page about one kind, made of its CustomResourceDefinition: a section for each object with
 * members of its own, in the order in which they are met. An object that another section describes
 * already is a link to it; types of Kubernetes are links to where they are described.
 */
final class ReferencePage {
  private static final String API = "https://kubernetes.io/docs/reference/kubernetes-api/";

  /** Types of others, by their Go names. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "PodSpec", API + "workload-resources/pod-v1/#PodSpec",
          "gateway.HTTPRouteSpec", "https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec",
          "PersistentVolumeClaimSpec",
              API
                  + "config-and-storage-resources/persistent-volume-claim-v1/#PersistentVolumeClaimSpec",
          "autoscaling.HorizontalPodAutoscalerBehavior",
              API + "workload-resources/horizontal-pod-autoscaler-v2/#HorizontalPodAutoscalerSpec");

  private final String file;
  private final Map<JsonNode, String> described;
  private final Set<String> onlyNew;
  private final StringBuilder text = new StringBuilder();
  private final List<Section> waiting = new ArrayList<>();

  /**
   * An object that is to be described.
   *
   * @param type what is known of it in Go, where it is a struct
   */
  private record Section(String path, JsonNode schema, @Nullable StructType type) {}

  /**
   * @param described sections by what they describe, those of other pages included; it grows
   * @param onlyNew paths of what v1alpha1 has no word for
   */
  ReferencePage(String file, Map<JsonNode, String> described, Set<String> onlyNew) {
    this.file = file;
    this.described = described;
    this.onlyNew = new LinkedHashSet<>(onlyNew);
  }

  String text(String introduction, JsonNode schema, StructType spec) {
    text.append(introduction);
    JsonNode members = schema.path("properties");
    section(new Section("spec", members.path("spec"), spec));
    section(new Section("status", members.path("status"), null));
    return text.toString();
  }

  private void section(Section section) {
    text.append("\n## %s\n\n".formatted(section.path));
    rules(section.schema);
    text.append("| field | type | default | values | meaning |\n|---|---|---|---|---|\n");
    int first = waiting.size();
    section
        .schema
        .path("properties")
        .properties()
        .forEach(member -> row(section, member.getKey(), member.getValue()));
    List<Section> below = List.copyOf(waiting.subList(first, waiting.size()));
    waiting.subList(first, waiting.size()).clear();
    below.forEach(this::section);
  }

  private void rules(JsonNode schema) {
    List<String> rules =
        schema.path("x-kubernetes-validations").findValuesAsText("message").stream()
            .distinct()
            .toList();
    rules.forEach(rule -> text.append("* %s\n".formatted(escaped(rule))));
    text.append(rules.isEmpty() ? "" : "\n");
  }

  private void row(Section section, String name, JsonNode schema) {
    String path = section.path + "." + name;
    @Nullable Field field = section.type == null ? null : section.type.field(name);
    boolean required =
        section.schema.path("required").valueStream().anyMatch(one -> one.asText().equals(name));
    String meaning = escaped(schema.path("description").asText());
    String newer = onlyNew.contains(path) ? "Only in v1alpha2. " : "";
    text.append(
        "| `%s` | %s | %s | %s | %s |\n"
            .formatted(
                name,
                type(path, schema, field == null ? null : field.type()),
                required ? "**required**" : code(schema.path("default")),
                values(schema),
                newer + meaning));
  }

  private String type(String path, JsonNode schema, @Nullable Type type) {
    if (type instanceof StructType struct && FOREIGN.containsKey(struct.name())) {
      String name = struct.name().substring(struct.name().indexOf('.') + 1);
      return "[%s](%s)".formatted(name, FOREIGN.get(struct.name()));
    }
    if (schema.path("items").isObject()) {
      Type element = type instanceof ListType list ? list.element() : null;
      return "list of " + type(path + "[]", schema.path("items"), element);
    }
    if (schema.path("additionalProperties").isObject()) {
      Type value = type instanceof MapType map ? map.value() : null;
      return "map of " + type(path + "{}", schema.path("additionalProperties"), value);
    }
    if (schema.has("properties")) {
      if (!described.containsKey(schema)) {
        described.put(schema, file + "#" + anchor(path));
        waiting.add(new Section(path, schema, type instanceof StructType struct ? struct : null));
      }
      String target = described.get(schema);
      return "[object](%s)"
          .formatted(target.startsWith(file + "#") ? target.substring(file.length()) : target);
    }
    if (schema.path("x-kubernetes-int-or-string").asBoolean() || schema.has("anyOf")) {
      return "integer or string";
    }
    return schema.path("type").asText("anything");
  }

  private static String values(JsonNode schema) {
    List<String> said = new ArrayList<>();
    schema.path("enum").forEach(one -> said.add(code(one)));
    bound(said, schema, "minimum", "at least ");
    bound(said, schema, "maximum", "at most ");
    bound(said, schema, "minLength", "characters at least ");
    bound(said, schema, "maxLength", "characters at most ");
    bound(said, schema, "minItems", "items at least ");
    bound(said, schema, "maxItems", "items at most ");
    if (schema.has("pattern") && !schema.has("anyOf")) {
      said.add(code(schema.path("pattern")));
    }
    schema.path("x-kubernetes-validations").findValuesAsText("message").stream()
        .filter(unused -> !schema.has("properties"))
        .distinct()
        .forEach(message -> said.add(escaped(message)));
    return String.join(", ", said);
  }

  /** The bounds of the type itself say nothing. */
  private static void bound(List<String> said, JsonNode schema, String keyword, String words) {
    if (schema.has(keyword) && Math.abs(schema.path(keyword).asLong()) < Integer.MAX_VALUE) {
      said.add(words + schema.path(keyword).asText());
    }
  }

  private static String code(JsonNode value) {
    if (value.isMissingNode()) {
      return "";
    }
    String one = value.isTextual() ? value.asText() : value.toString();
    return "`%s`".formatted(one.replace("|", "\\|"));
  }

  private static String escaped(String prose) {
    return prose.replace("|", "\\|").replaceAll("\\s+", " ").strip();
  }

  /** As GitHub makes them of headings. */
  private static String anchor(String path) {
    return path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
  }

  /**
   * The paths that a patch of the definitions takes out of the older version, as sections say them.
   */
  static Set<String> removed(JsonNode patch) {
    return patch
        .valueStream()
        .filter(one -> one.path("op").asText().equals("remove"))
        .map(one -> one.path("path").asText())
        .map(path -> path.substring(path.indexOf("/properties/") + "/properties/".length()))
        .map(path -> path.replace("/properties/", ".").replace("/items", "[]"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
