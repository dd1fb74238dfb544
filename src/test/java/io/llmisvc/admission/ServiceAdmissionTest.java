package io.llmisvc.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.plan.Planner;
import io.llmisvc.tree.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said to who writes a service, and what he is given. */
class ServiceAdmissionTest {
  private static final Planner PLANNER = Planner.create();
  private static final String BROKEN = "{model: {uri: 'hf://a/b'}, worker: {containers: []}}";

  private final FakeSurroundings around = new FakeSurroundings();

  private JsonNode asked(String what, ObjectNode review) {
    return SentReviews.answer(
        new Admission(PLANNER, around, true),
        "/" + what + "-serving-kserve-io-v1alpha2-llminferenceservice",
        review);
  }

  private JsonNode judged(String operation, @Nullable ObjectNode now, @Nullable ObjectNode old) {
    return asked("validate", SentReviews.of(operation, "LLMInferenceService", now, old))
        .path("response");
  }

  private static ObjectNode service(String spec) {
    ObjectNode service = SentReviews.object("LLMInferenceService", "v1alpha2", "demo", "llama");
    service.set("spec", Yaml.object(spec));
    return service;
  }

  private String patch(ObjectNode service) {
    JsonNode response =
        asked("mutate", SentReviews.of("CREATE", "LLMInferenceService", service, null))
            .path("response");
    assertThat(response.path("allowed").asBoolean()).isTrue();
    return new String(
        Base64.getDecoder().decode(response.path("patch").asText()), StandardCharsets.UTF_8);
  }

  @Test
  void theAnswerIsThatOfAnApiServer() {
    JsonNode answer =
        asked("validate", SentReviews.of("CREATE", "LLMInferenceService", service(BROKEN), null));
    assertThat(answer.path("apiVersion").asText()).isEqualTo("admission.k8s.io/v1");
    assertThat(answer.path("kind").asText()).isEqualTo("AdmissionReview");
    assertThat(answer.at("/response/uid").asText()).isEqualTo("u-1");
    JsonNode status = answer.at("/response/status");
    assertThat(status.path("reason").asText()).isEqualTo("Invalid");
    assertThat(status.path("message").asText())
        .startsWith(
            "LLMInferenceService.serving.kserve.io \"llama\" is invalid: spec.worker: Invalid value:"
                + " a worker needs");
    assertThat(status.at("/details/name").asText()).isEqualTo("llama");
    assertThat(status.at("/details/group").asText()).isEqualTo("serving.kserve.io");
    assertThat(status.at("/details/kind").asText()).isEqualTo("LLMInferenceService");
  }

  @Test
  void theAnswerIsInTheVersionOfTheQuestion() {
    ObjectNode review = SentReviews.of("CREATE", "LLMInferenceService", service("{}"), null);
    review.put("apiVersion", "admission.k8s.io/v1beta1");
    assertThat(asked("validate", review).path("apiVersion").asText())
        .isEqualTo("admission.k8s.io/v1beta1");
  }

  @Test
  void whatIsStoredMayBeLabelledAndLetGo() {
    ObjectNode labelled = service(BROKEN);
    labelled.withObject("/metadata/labels").put("a", "b");
    assertThat(judged("UPDATE", labelled, service(BROKEN)).path("allowed").asBoolean()).isTrue();

    ObjectNode going = service(BROKEN);
    going.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
    going.withObject("/metadata/annotations").put("serving.kserve.io/exp-dra-device-class", "A_B");
    assertThat(judged("UPDATE", going, service(BROKEN)).path("allowed").asBoolean()).isTrue();
    JsonNode untouched =
        asked("mutate", SentReviews.of("UPDATE", "LLMInferenceService", going, service(BROKEN)));
    assertThat(untouched.at("/response/allowed").asBoolean()).isTrue();
    assertThat(untouched.path("response").has("patch")).isFalse();
    going.withObject("/spec").put("replicas", 3);
    assertThat(judged("UPDATE", going, service(BROKEN)).path("allowed").asBoolean()).isFalse();
    assertThat(judged("DELETE", null, service(BROKEN)).path("allowed").asBoolean()).isTrue();
    assertThat(judged("CONNECT", service(BROKEN), null).path("allowed").asBoolean()).isTrue();
  }

  @Test
  void whatIsInvalidCanBeStopped() {
    ObjectNode stopped = service(BROKEN);
    stopped.withObject("/metadata/annotations").put("serving.kserve.io/stop", "true");
    assertThat(judged("UPDATE", stopped, service(BROKEN)).path("allowed").asBoolean()).isTrue();
    ObjectNode devices = service(BROKEN);
    devices
        .withObject("/metadata/annotations")
        .put("serving.kserve.io/exp-dra-device-class", "A_B");
    assertThat(judged("UPDATE", devices, service(BROKEN)).path("allowed").asBoolean()).isFalse();
  }

  @Test
  void withoutSettingsOnlyTheServiceItselfIsJudged() {
    around.settings = Optional.empty();
    JsonNode response = judged("CREATE", service("{model: {uri: 'hf://a/b'}}"), null);
    assertThat(response.path("allowed").asBoolean()).isTrue();
    assertThat(response.path("warnings").path(0).asText()).contains("inferenceservice-config");
    assertThat(
            judged(
                    "CREATE",
                    service(
                        "{router: {gateway: {refs: [{name: a}]}, route: {http: {spec: {parentRefs:"
                            + " [{name: b}]}}}}}"),
                    null)
                .path("allowed")
                .asBoolean())
        .isFalse();
  }

  @Test
  void noMoreThanTenWarnings() {
    StringBuilder spec = new StringBuilder("{model: {uri: 'hf://a/b'}, baseRefs: [");
    IntStream.range(0, 20).forEach(i -> spec.append("{name: missing-").append(i).append("},"));
    JsonNode warnings = judged("CREATE", service(spec + "]}"), null).path("warnings");
    assertThat(warnings).hasSize(10);
    assertThat(warnings.path(9).asText()).isEqualTo("11 more; llmisvc validate shows all of them");
  }

  @Test
  void hostileObjectsGetAnAnswer() {
    for (String spec :
        List.of(
            "{model: [], worker: 7, baseRefs: {a: b}, router: text}",
            "{model: {uri: 7, lora: {adapters: [null, 3]}}}",
            "{template: {containers: {a: b}}, scaling: [1], parallelism: {data: 99999999999}}")) {
      assertThat(judged("CREATE", service(spec), null).path("allowed").isBoolean()).isTrue();
    }
    ObjectNode empty = service("{}");
    empty.removeAll();
    assertThat(judged("CREATE", empty, null).path("allowed").isBoolean()).isTrue();
    assertThat(asked("validate", empty.deepCopy()).path("response").path("allowed").isBoolean())
        .isTrue();
  }

  @Test
  void whatIsLeftOutIsFilledIn() {
    assertThat(
            patch(
                service(
                    "{model: {uri: 'hf://a/b'}, template: {}, prefill: {worker: {containers: null}},"
                        + " router: {route: {group: g, weight: 1}, scheduler: {template: {}}}}")))
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/spec/model/name\",\"value\":\"llama\"},"
                + "{\"op\":\"add\",\"path\":\"/metadata/labels\","
                + "\"value\":{\"serving.kserve.io/routing-group\":\"g\"}},"
                + "{\"op\":\"add\",\"path\":\"/spec/template/containers\",\"value\":[]},"
                + "{\"op\":\"add\",\"path\":\"/spec/prefill/worker/containers\",\"value\":[]},"
                + "{\"op\":\"add\",\"path\":\"/spec/router/scheduler/template/containers\","
                + "\"value\":[]}]");
  }

  @Test
  void theLabelOfAGroupFollowsTheGroup() {
    ObjectNode left = service("{}");
    left.withObject("/metadata/labels").put("serving.kserve.io/routing-group", "old");
    assertThat(patch(left))
        .isEqualTo(
            "[{\"op\":\"remove\",\"path\":\"/metadata/labels/serving.kserve.io~1routing-group\"}]");

    ObjectNode moved = service("{router: {route: {group: new}}}");
    moved.withObject("/metadata/labels").put("serving.kserve.io/routing-group", "old");
    assertThat(patch(moved))
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/metadata/labels/serving.kserve.io~1routing-group\","
                + "\"value\":\"new\"}]");
  }

  @Test
  void whatIsCompleteStaysAsItIs() {
    assertThat(patch(service("{model: {name: m, uri: 'hf://a/b'}, template: {containers: []}}")))
        .isEmpty();
    assertThat(patch(service("{baseRefs: [{name: a}]}"))).isEmpty();
  }

  static Stream<GoldenCase> samples() {
    return GoldenCase.ofSamples("plan");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theGuidesExamplesPass(GoldenCase sample) {
    sample.allInputs().getFirst().configs().values().forEach(around::config);
    sample
        .allInputs()
        .forEach(
            inputs ->
                assertThat(judged("CREATE", inputs.service(), null).path("allowed").asBoolean())
                    .as("%s", judged("CREATE", inputs.service(), null))
                    .isTrue());
  }
}
