package io.llmisvc.status;

import static io.llmisvc.status.condition.ConditionType.PRESETS_COMBINED;
import static io.llmisvc.status.condition.ConditionType.READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.api.ObjectReference;
import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.api.status.Condition;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.api.status.RouterStatus;
import io.llmisvc.api.status.WorkloadReference;
import io.llmisvc.api.status.WorkloadStatus;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceStatusTest {
  private static final Instant LATER = Scene.NOW.plusSeconds(60);
  private static final AppliedConfig PRESET =
      new AppliedConfig("kserve-config-llm-template", "kserve", "Preset");
  private static final AppliedConfig BASE = new AppliedConfig("mine", "demo", "UserRef");
  private static final String DEPLOYMENT =
      "{apiVersion: apps/v1, kind: Deployment, metadata: {name: my-llm-kserve, namespace: demo}}";
  private static final String GROUPS =
      """
      {apiVersion: leaderworkerset.x-k8s.io/v1, kind: LeaderWorkerSet,
       metadata: {name: my-llm-kserve-mn-prefill, namespace: demo}}
      """;
  private static final String PICKER =
      """
      {apiVersion: apps/v1, kind: Deployment,
       metadata: {name: my-llm-kserve-router-scheduler, namespace: demo}}
      """;
  private static final String SERVICE =
      "{apiVersion: v1, kind: Service, metadata: {name: my-llm-kserve-workload-svc, namespace: demo}}";
  private static final String PICKER_SERVICE =
      "{apiVersion: v1, kind: Service, metadata: {name: my-llm-epp-service, namespace: demo}}";
  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata:
        name: my-llm-kserve-route
        namespace: demo
        annotations: {serving.kserve.io/inference-pool-migrated: v1}
      spec:
        parentRefs:
        - {name: gw, namespace: infra, sectionName: b}
        - {name: gw, namespace: infra, sectionName: a}
      """;

  private static LLMInferenceServiceStatus before() {
    return Scene.of("{}")
        .applied(PRESET, BASE)
        .pinned("pin", "one")
        .running(ChildRole.MAIN_DEPLOYMENT, DEPLOYMENT, "{}")
        .status();
  }

  @Test
  void sayingTheSameTwiceIsTheSameStatus() {
    LLMInferenceServiceStatus again =
        Scene.of("{}")
            .applied(PRESET, BASE)
            .pinned("pin", "one")
            .running(ChildRole.MAIN_DEPLOYMENT, DEPLOYMENT, "{}")
            .after(before(), LATER)
            .status();

    assertThat(again).isEqualTo(before());
  }

  @Test
  void movesOnlyTheTimesOfWhatChanged() {
    LLMInferenceServiceStatus next =
        Scene.of("{}")
            .running(
                ChildRole.MAIN_DEPLOYMENT,
                DEPLOYMENT,
                "conditions: [{type: Available, status: 'True'}]")
            .after(before(), LATER)
            .status();

    assertThat(next.conditions())
        .filteredOn(c -> Objects.equals(c.lastTransitionTime(), LATER.toString()))
        .extracting(Condition::type)
        .containsExactly("MainWorkloadReady", "Ready", "WorkloadsReady");
    assertThat(next.conditions())
        .filteredOn(c -> Objects.equals(c.lastTransitionTime(), Scene.NOW.toString()))
        .extracting(Condition::type)
        .containsExactly("PresetsCombined", "RouterReady");
  }

  @Test
  void isAboutTheGenerationAlsoWhenEverythingFails() {
    assertThat(Scene.uncomposed().status().observedGeneration()).isEqualTo(7);
  }

  @ParameterizedTest(name = "{0}, stopped {1}: {2} with {3} configs")
  @CsvSource({
    "ConfigNotFound,        false, False/ConfigNotFound,        0",
    "CombineBaseError,      false, False/CombineBaseError,      0",
    "InvalidRenderedConfig, false, False/InvalidRenderedConfig, 1",
    "OperatorConfigInvalid, false, False/OperatorConfigInvalid, 1",
    "ConfigNotFound,        true,  False/Stopped,               2",
    "Stopped,               true,  False/Stopped,               2",
  })
  void tellsWhyAServiceIsNotComposed(String reason, boolean stopped, String expected, int configs) {
    Scene scene =
        Scene.uncomposed()
            .applied(PRESET)
            .after(before(), LATER)
            .found(Finding.error(Subject.COMPOSITION, reason, "spec.baseRefs[0]", "is bad"));

    LLMInferenceServiceStatus status = (stopped ? scene.stopped() : scene).status();

    assertThat(Scene.text(status, PRESETS_COMBINED)).isEqualTo(expected);
    assertThat(status.appliedConfigs()).hasSize(configs);
  }

  @Test
  void namesTheConfigsThatAnInvalidSpecWasMergedFrom() {
    Scene scene =
        Scene.uncomposed()
            .applied(PRESET, BASE)
            .found(
                Finding.error(
                    Subject.COMPOSITION, "InvalidRenderedConfig", "spec.replicas", "is below 0"));

    assertThat(scene.message(READY))
        .isEqualTo(
            "spec.replicas: is below 0 (merged from Preset:kserve/kserve-config-llm-template,"
                + " UserRef:demo/mine)");
  }

  @Test
  void doesNotClaimToBeComposedWithoutASpec() {
    assertThat(Scene.uncomposed().condition(READY)).isEqualTo("Unknown/ValidationUnavailable");
  }

  @Test
  void saysHowManyAcceleratorsAreAskedForUntilNoneAre() {
    LLMInferenceServiceStatus status =
        Scene.of(
                "{replicas: 2, template: {containers: [{name: main, resources: {limits:"
                    + " {amd.com/gpu: 4}}}]}}")
            .status();
    LLMInferenceServiceStatus broken = Scene.uncomposed().after(status, LATER).status();
    LLMInferenceServiceStatus none = Scene.of("replicas: 2").after(status, LATER).status();

    assertThat(status.annotations()).containsEntry(Labels.ACCELERATORS, "8");
    assertThat(broken.annotations()).containsEntry(Labels.ACCELERATORS, "8");
    assertThat(none.annotations()).isEmpty();
  }

  @Test
  void remembersPinsAndThePoolsMigration() {
    LLMInferenceServiceStatus status =
        Scene.of("router: {route: {}}")
            .pinned("other", "two")
            .planned(ChildRole.ROUTE, ROUTE)
            .after(before(), LATER)
            .status();
    LLMInferenceServiceStatus stopped =
        Scene.of("router: {route: {}}").stopped().after(status, LATER).status();

    Map<String, String> expected = Map.of("pin", "one", "other", "two", Labels.POOL_MIGRATED, "v1");
    assertThat(status.annotations()).isEqualTo(expected);
    assertThat(stopped.annotations()).isEqualTo(expected);
  }

  @Test
  void namesWhatRunsTheService() {
    LLMInferenceServiceStatus status =
        Scene.of("prefill: {worker: {}}")
            .running(ChildRole.MAIN_DEPLOYMENT, DEPLOYMENT, "availableReplicas: 3")
            .running(ChildRole.PREFILL_LEADER_WORKER_SET, GROUPS, "{readyReplicas: 2, replicas: 4}")
            .planned(ChildRole.SCHEDULER_DEPLOYMENT, PICKER)
            .planned(ChildRole.WORKLOAD_SERVICE, SERVICE)
            .status();

    assertThat(status.workloads())
        .isEqualTo(
            new WorkloadStatus(
                new WorkloadReference("apps", "Deployment", "my-llm-kserve", 3),
                new WorkloadReference(
                    "leaderworkerset.x-k8s.io", "LeaderWorkerSet", "my-llm-kserve-mn-prefill", 2),
                new WorkloadReference("apps", "Deployment", "my-llm-kserve-router-scheduler", null),
                new WorkloadReference(null, "Service", "my-llm-kserve-workload-svc", null)));
  }

  @Test
  void namesAWorkloadThatThePlanLeftAsItIs() {
    LLMInferenceServiceStatus kept = Scene.of("{}").live(Scene.tree(DEPLOYMENT)).status();
    LLMInferenceServiceStatus going =
        Scene.of("{}")
            .live(Scene.tree(DEPLOYMENT))
            .absent(ChildRole.MAIN_DEPLOYMENT, Kind.DEPLOYMENT, "my-llm-kserve")
            .status();

    assertThat(Objects.requireNonNull(kept.workloads()).primary())
        .isEqualTo(new WorkloadReference("apps", "Deployment", "my-llm-kserve", 0));
    assertThat(going.workloads()).isNull();
  }

  @Test
  void namesWhatRoutesToTheService() {
    LLMInferenceServiceStatus status =
        Scene.of("router: {route: {}, scheduler: {}}")
            .planned(ChildRole.ROUTE, ROUTE)
            .planned(ChildRole.SCHEDULER_SERVICE, PICKER_SERVICE)
            .status();

    ObjectReference route =
        new ObjectReference(
            "gateway.networking.k8s.io", "HTTPRoute", "my-llm-kserve-route", "demo");
    assertThat(status.router())
        .isEqualTo(
            new RouterStatus(
                List.of(
                    new RouterStatus.GatewayStatus(
                        "gateway.networking.k8s.io",
                        "Gateway",
                        "gw",
                        "infra",
                        List.of("a", "b"),
                        List.of(route))),
                new RouterStatus.SchedulerStatus(
                    new ObjectReference(
                        "inference.networking.k8s.io",
                        "InferencePool",
                        "my-llm-inference-pool",
                        null),
                    new ObjectReference("", "Service", "my-llm-epp-service", null)),
                null));
  }

  @Test
  void namesThePickerThatAReferencedPoolNames() {
    LLMInferenceServiceStatus status =
        Scene.of("router: {route: {}, scheduler: {pool: {ref: {name: theirs}}}}")
            .planned(ChildRole.ROUTE, ROUTE)
            .there(
                """
                {apiVersion: inference.networking.k8s.io/v1, kind: InferencePool,
                 metadata: {name: theirs, namespace: demo}, spec: {endpointPickerRef: {name: epp}}}
                """)
            .status();

    assertThat(Objects.requireNonNull(status.router()).scheduler())
        .isEqualTo(
            new RouterStatus.SchedulerStatus(
                new ObjectReference("inference.networking.k8s.io", "InferencePool", "theirs", null),
                new ObjectReference("", "Service", "epp", null)));
  }

  @Test
  void namesNoSchedulerWithoutARoute() {
    LLMInferenceServiceStatus status =
        Scene.of("router: {scheduler: {}}")
            .planned(ChildRole.SCHEDULER_SERVICE, PICKER_SERVICE)
            .status();

    assertThat(status.router()).isNull();
  }
}
