package io.llmisvc.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of {@code rules.yaml}: what somebody writes, and what is said of it. */
record RuleRow(JsonNode node) {
  static Stream<RuleRow> all() throws IOException {
    return Yaml.object(Files.readString(Path.of("src/test/resources/admission/rules.yaml")))
        .path("rules")
        .valueStream()
        .map(RuleRow::new);
  }

  @Override
  public String toString() {
    return node.path("rule").asText();
  }

  String version() {
    return node.path("version").asText("v1alpha2");
  }

  /** Whether the CRDs refuse it, also without webhooks. */
  boolean isInCrd() {
    return node.path("crd").asBoolean();
  }

  ObjectNode service() {
    return service(node.path("spec"));
  }

  /** What is stored before an update; null when the service is new. */
  @Nullable ObjectNode old() {
    return node.has("old") ? service(node.get("old")) : null;
  }

  private ObjectNode service(JsonNode spec) {
    ObjectNode service =
        SentReviews.object(
            "LLMInferenceService", version(), "demo", node.path("name").asText("llama"));
    service.withObject("/spec").putObject("model").put("uri", "hf://org/model");
    SentReviews.overlay(service.withObject("/spec"), spec);
    if (node.has("annotations")) {
      service.withObject("/metadata").set("annotations", node.get("annotations"));
    }
    return service;
  }

  /** Specs of configs by name. */
  Map<String, JsonNode> configs() {
    Map<String, JsonNode> configs = new LinkedHashMap<>();
    node.path("configs").properties().forEach(it -> configs.put(it.getKey(), it.getValue()));
    return configs;
  }

  List<String> texts(String list) {
    return node.path(list).valueStream().map(JsonNode::asText).toList();
  }
}
