package io.llmisvc.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.plan.Planner;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of {@code rules.yaml}, asked as an API server asks. */
class AdmissionRulesTest {
  private static final Planner PLANNER = Planner.create();

  static Stream<Rule> rules() throws IOException {
    JsonNode rules =
        Yaml.object(Files.readString(Path.of("src/test/resources/admission/rules.yaml")))
            .path("rules");
    return rules.valueStream().map(Rule::new);
  }

  private record Rule(JsonNode node) {
    @Override
    public String toString() {
      return node.path("rule").asText();
    }

    String version() {
      return node.path("version").asText("v1alpha2");
    }

    ObjectNode service(JsonNode spec) {
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

    @Nullable ObjectNode old() {
      return node.has("old") ? service(node.get("old")) : null;
    }

    List<String> texts(String list) {
      return node.path(list).valueStream().map(JsonNode::asText).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isToldByTypeAndField(Rule rule) {
    FakeSurroundings around = new FakeSurroundings();
    rule.node
        .path("configs")
        .properties()
        .forEach(config -> around.config(config(config.getKey(), config.getValue())));
    ObjectNode old = rule.old();
    ObjectNode answer =
        SentReviews.answer(
            new Admission(PLANNER, around, true),
            "/validate-serving-kserve-io-%s-llminferenceservice".formatted(rule.version()),
            SentReviews.of(
                old == null ? "CREATE" : "UPDATE",
                "LLMInferenceService",
                rule.service(rule.node.path("spec")),
                old));

    JsonNode response = answer.path("response");
    JsonNode causes = response.at("/status/details/causes");
    assertThat(causes.valueStream().map(AdmissionRulesTest::text))
        .as("%s", response)
        .containsExactlyElementsOf(rule.texts("errors"));
    assertThat(response.path("allowed").asBoolean()).isEqualTo(rule.texts("errors").isEmpty());
    List<String> warnings = response.path("warnings").valueStream().map(JsonNode::asText).toList();
    for (String part : rule.texts("warnings")) {
      assertThat(warnings).as("%s", response).anyMatch(warning -> warning.contains(part));
    }
    for (String part : rule.texts("silent")) {
      assertThat(warnings).noneMatch(warning -> warning.contains(part));
    }
  }

  private static ObjectNode config(String name, JsonNode spec) {
    int slash = name.indexOf('/');
    ObjectNode config =
        SentReviews.object(
            "LLMInferenceServiceConfig",
            "v1alpha2",
            slash < 0 ? "demo" : name.substring(0, slash),
            name.substring(slash + 1));
    config.set("spec", spec);
    return config;
  }

  private static String text(JsonNode cause) {
    return cause.path("reason").asText().replace("FieldValue", "")
        + " "
        + cause.path("field").asText();
  }
}
