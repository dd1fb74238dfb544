package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rules that are shipped for the Prometheus Operator, as Prometheus itself reads them. */
public final class PrometheusRules {
  private static final Path MANIFEST = Path.of("kubernetes/components/monitoring/rules.yaml");

  private PrometheusRules() {}

  /** Writes them as a rule file. */
  public static void write(Path file) {
    write(file, spec());
  }

  /** Writes them so that each fires as soon as what it is about is there. */
  public static void writeImpatient(Path file) {
    JsonNode spec = spec();
    for (JsonNode group : spec.path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        ((ObjectNode) rule).remove("for");
        if (rule.path("record").asText().endsWith("objective_seconds")) {
          ((ObjectNode) rule).put("expr", "vector(1)");
        }
      }
    }
    write(file, spec);
  }

  private static void write(Path file, JsonNode spec) {
    try {
      new YAMLMapper().writeValue(file.toFile(), spec);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rules, alerts and others, in their order. */
  public static List<JsonNode> all() {
    return spec().path("groups").valueStream().flatMap(PrometheusRules::inGroup).toList();
  }

  /** The rules that are alerts. */
  public static List<JsonNode> alerts() {
    return all().stream().filter(rule -> rule.has("alert")).toList();
  }

  private static Stream<JsonNode> inGroup(JsonNode group) {
    return group.path("rules").valueStream();
  }

  private static JsonNode spec() {
    return AppliedManifests.read(MANIFEST).getFirst().path("spec");
  }
}
