package io.llmisvc.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.plan.Planner;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of {@code rules.yaml}, asked as an API server asks. */
class AdmissionRulesTest {
  private static final Planner PLANNER = Planner.create();

  static Stream<RuleRow> rules() throws IOException {
    return RuleRow.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isToldByTypeAndField(RuleRow rule) {
    FakeSurroundings around = new FakeSurroundings();
    rule.configs().forEach((name, spec) -> around.config(config(name, spec)));
    ObjectNode old = rule.old();
    ObjectNode answer =
        SentReviews.answer(
            new Admission(PLANNER, around, true),
            "/validate-serving-kserve-io-%s-llminferenceservice".formatted(rule.version()),
            SentReviews.of(
                old == null ? "CREATE" : "UPDATE", "LLMInferenceService", rule.service(), old));

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
