package io.llmisvc.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Inputs;
import io.llmisvc.plan.Planner;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to who writes a config. */
class ConfigAdmissionTest {
  private static final Planner PLANNER = Planner.create();

  private final FakeSurroundings around = new FakeSurroundings();

  private JsonNode asked(
      String operation, @Nullable ObjectNode config, @Nullable ObjectNode old, boolean protects) {
    return SentReviews.answer(
            new Admission(PLANNER, around, protects),
            "/validate-serving-kserve-io-v1alpha2-llminferenceserviceconfig",
            SentReviews.of(operation, "LLMInferenceServiceConfig", config, old))
        .path("response");
  }

  private JsonNode created(String spec) {
    return asked("CREATE", config("demo", "base", spec), null, true);
  }

  private static ObjectNode config(String namespace, String name, String spec) {
    ObjectNode config =
        SentReviews.object("LLMInferenceServiceConfig", "v1alpha2", namespace, name);
    config.set("spec", Yaml.object(spec));
    return config;
  }

  private static ObjectNode service(String name, String spec) {
    ObjectNode service = SentReviews.object("LLMInferenceService", "v1alpha2", "demo", name);
    service.set("spec", Yaml.object(spec));
    return service;
  }

  private static List<String> warnings(JsonNode response) {
    return response.path("warnings").valueStream().map(JsonNode::asText).toList();
  }

  private static String onlyCause(JsonNode response) {
    assertThat(response.path("allowed").asBoolean()).as("%s", response).isFalse();
    assertThat(response.at("/status/code").asInt()).isEqualTo(422);
    JsonNode causes = response.at("/status/details/causes");
    assertThat(causes).as("%s", response).hasSize(1);
    return "%s %s: %s"
        .formatted(
            causes.path(0).path("reason").asText(),
            causes.path(0).path("field").asText(),
            causes.path(0).path("message").asText());
  }

  static Stream<ObjectNode> presets() {
    return Presets.load(Presets.DEFAULT_PREFIX, "kserve").stream();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void theShippedOnesPass(ObjectNode preset) {
    assertThat(asked("CREATE", preset, null, true).path("allowed").asBoolean())
        .as("%s", asked("CREATE", preset, null, true))
        .isTrue();
  }

  static Stream<GoldenCase> goodCases() {
    return GoldenCase.in("plan").filter(golden -> !golden.name().contains("error"));
  }

  @ParameterizedTest
  @MethodSource("goodCases")
  void whatServicesAreComposedOfPasses(GoldenCase golden) {
    for (Inputs inputs : golden.allInputs()) {
      if (PLANNER.compose(inputs).effective() != null) {
        inputs
            .configs()
            .values()
            .forEach(
                config ->
                    assertThat(asked("CREATE", config, null, true).path("allowed").asBoolean())
                        .as("%s", asked("CREATE", config, null, true))
                        .isTrue());
      }
    }
  }

  @Test
  void baseRefsAreForbidden() {
    assertThat(onlyCause(created("baseRefs: [{name: other}]")))
        .startsWith("FieldValueForbidden spec.baseRefs: Forbidden: ");
  }

  @Test
  void aSchedulerWithoutReplicasIsRefused() {
    assertThat(onlyCause(created("router: {scheduler: {replicas: 0}}")))
        .startsWith("FieldValueInvalid spec.router.scheduler.replicas: Invalid value: ");
  }

  @Test
  void aTemplateThatFailsIsToldWithItsPlace() {
    assertThat(onlyCause(created("template: {nodeName: 'a {{ .Spec.Nothing }}'}")))
        .contains("spec.template.nodeName", "the config demo/base", "line 1, column");
    assertThat(onlyCause(created("tracing: {sampler: '{{ .GlobalConfig.Nothing }}'}")))
        .contains("spec.tracing.sampler");
  }

  @Test
  void aTemplateMayNotReachThroughWhatTheSampleLacks() {
    assertThat(onlyCause(created("template: {nodeName: '{{ .Spec.KVCacheOffloading.CPU }}'}")))
        .contains("spec.template.nodeName");
  }

  @Test
  void whatATemplateRendersMustFitItsField() {
    assertThat(
            onlyCause(
                created("router: {route: {http: {spec: {hostnames: ['{{ .Spec.Model.URI }}']}}}}")))
        .contains("spec.router.route.http.spec.hostnames");
  }

  @Test
  void withoutSettingsItIsCheckedAlone() {
    around.settings = Optional.empty();
    JsonNode response = created("template: {nodeName: '{{ .Spec.Nothing }}'}");
    assertThat(response.path("allowed").asBoolean()).isTrue();
    assertThat(warnings(response)).singleElement().asString().contains("inferenceservice-config");
    assertThat(onlyCause(created("baseRefs: [{name: other}]"))).contains("spec.baseRefs");
  }

  @Test
  void anEditSaysWhatItChanges() {
    ObjectNode old = config("demo", "base", "template: {containers: [{name: main, env: []}]}");
    around.config(old);
    around.services.add(
        service("a", "{model: {uri: 'hf://a/b'}, replicas: 3, baseRefs: [{name: base}]}"));
    around.services.add(service("b", "{model: {uri: 'hf://a/b'}, baseRefs: [{name: base}]}"));
    around.services.add(service("c", "{model: {uri: 'hf://a/b'}}"));
    ObjectNode edited =
        config(
            "demo", "base", "template: {containers: [{name: main, env: [{name: A, value: b}]}]}");
    assertThat(warnings(asked("UPDATE", edited, old, true)))
        .containsExactly("2 services change, and in 2 services pods restart, 4 in all");

    around.patience = 1;
    assertThat(warnings(asked("UPDATE", edited, old, true)))
        .containsExactly("at least 1 service changes, and in 1 service pods restart, 3 in all");

    around.patience = 0;
    assertThat(warnings(asked("UPDATE", edited, old, true)))
        .containsExactly("too many services use it to tell in time what this changes");
  }

  @Test
  void anEditPassesUnplannedWhenTooManyAreLookedAt() {
    around.services.add(service("a", "{model: {uri: 'hf://a/b'}, baseRefs: [{name: base}]}"));
    around.hasRoom = false;
    JsonNode response =
        asked(
            "UPDATE",
            config("demo", "base", "replicas: 2"),
            config("demo", "base", "replicas: 1"),
            true);
    assertThat(response.path("allowed").asBoolean()).isTrue();
    assertThat(warnings(response))
        .containsExactly("too many configs are edited at once to tell what this changes");
  }

  @Test
  void anEditThatBreaksServicesSaysSo() {
    ObjectNode old = config("demo", "base", "parallelism: {pipeline: 2}");
    around.config(old);
    around.services.add(
        service(
            "a", "{model: {uri: 'hf://a/b'}, worker: {containers: []}, baseRefs: [{name: base}]}"));
    assertThat(warnings(asked("UPDATE", config("demo", "base", "replicas: 1"), old, true)))
        .singleElement()
        .asString()
        .startsWith("1 service cannot be composed any more, first demo/a: spec.worker: ");

    around.services.forEach(service -> service.withObject("/metadata").put("namespace", "other"));
    around.config(config("other", "base", "parallelism: {pipeline: 2}"));
    ObjectNode shared = config("kserve", "base", "parallelism: {pipeline: 2}");
    around.configs.keySet().removeIf(id -> id.name().equals("base"));
    around.config(shared);
    assertThat(warnings(asked("UPDATE", config("kserve", "base", "replicas: 1"), shared, true)))
        .containsExactly("1 service cannot be composed any more");
  }

  @Test
  void anEditThatKeepsTheSpecIsNotLookedAt() {
    ObjectNode broken = config("demo", "base", "baseRefs: [{name: other}]");
    ObjectNode labelled = broken.deepCopy();
    labelled.withObject("/metadata/labels").put("a", "b");
    assertThat(asked("UPDATE", labelled, broken, true).path("allowed").asBoolean()).isTrue();
  }

  @Test
  void whatIsBeingDeletedMayGoAndNothingElse() {
    ObjectNode broken = config("demo", "base", "baseRefs: [{name: other}]");
    ObjectNode going = broken.deepCopy();
    going.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
    assertThat(asked("UPDATE", going, broken, true).path("allowed").asBoolean()).isTrue();
    going.withObject("/spec").put("replicas", 2);
    assertThat(asked("UPDATE", going, broken, true).path("allowed").asBoolean()).isFalse();
  }

  @Test
  void aWellKnownOneIsNotToBeChanged() {
    ObjectNode old = config("demo", "kserve-config-llm-template", "{replicas: 1}");
    assertThat(
            warnings(
                asked(
                    "UPDATE",
                    config("demo", "kserve-config-llm-template", "{replicas: 2}"),
                    old,
                    true)))
        .singleElement()
        .asString()
        .contains("the next version brings another one");
    assertThat(
            warnings(
                asked(
                    "UPDATE",
                    config("demo", "kserve-config-llm-template", "{replicas: 1, labels: {a: b}}"),
                    old,
                    true)))
        .isEmpty();
    ObjectNode off =
        config("demo", "kserve-config-llm-template", "{storageInitializer: {enabled: false}}");
    assertThat(warnings(asked("UPDATE", old, off, true)))
        .as("false is said, too")
        .singleElement()
        .asString()
        .contains("the next version brings another one");
  }

  @Test
  void aWellKnownOneOfTheOperatorStays() {
    ObjectNode shipped = config("kserve", "kserve-config-llm-template", "{}");
    JsonNode refused = asked("DELETE", null, shipped, true);
    assertThat(refused.path("allowed").asBoolean()).isFalse();
    assertThat(refused.at("/status/message").asText())
        .contains("kserve/kserve-config-llm-template", "PREVENT_WELL_KNOWN_CONFIG_DELETION");

    around.settings = Optional.empty();
    assertThat(asked("DELETE", null, shipped, true).path("allowed").asBoolean()).isFalse();
    ObjectNode together = SentReviews.of("DELETE", "LLMInferenceServiceConfig", null, shipped);
    together.withObject("/request").put("name", "");
    assertThat(
            SentReviews.answer(
                    new Admission(PLANNER, around, true),
                    "/validate-serving-kserve-io-v1alpha2-llminferenceserviceconfig",
                    together)
                .at("/response/allowed")
                .asBoolean())
        .isFalse();

    JsonNode warned = asked("DELETE", null, shipped, false);
    assertThat(warned.path("allowed").asBoolean()).isTrue();
    assertThat(warnings(warned)).hasSize(1);

    ObjectNode copy = config("demo", "kserve-config-llm-template", "{}");
    assertThat(asked("DELETE", null, copy, true).path("allowed").asBoolean()).isTrue();
    ObjectNode own = config("kserve", "mine", "{}");
    assertThat(asked("DELETE", null, own, true).path("allowed").asBoolean()).isTrue();
  }

  /** Also where the API server asks about it, because no match condition says otherwise. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "system:serviceaccount:kube-system:namespace-controller",
        "system:kube-controller-manager"
      })
  void aWellKnownOneGoesWithItsNamespace(String user) {
    ObjectNode shipped = config("kserve", "kserve-config-llm-template", "{}");
    ObjectNode review = SentReviews.of("DELETE", "LLMInferenceServiceConfig", null, shipped);
    review.withObject("/request/userInfo").put("username", user);
    assertThat(
            SentReviews.answer(
                    new Admission(PLANNER, around, true),
                    "/validate-serving-kserve-io-v1alpha2-llminferenceserviceconfig",
                    review)
                .at("/response/allowed")
                .asBoolean())
        .isTrue();
  }
}
