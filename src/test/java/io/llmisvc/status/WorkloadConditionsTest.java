package io.llmisvc.status;

import static io.llmisvc.model.ChildRole.MAIN_DEPLOYMENT;
import static io.llmisvc.model.ChildRole.MAIN_LEADER_WORKER_SET;
import static io.llmisvc.model.ChildRole.PREFILL_DEPLOYMENT;
import static io.llmisvc.status.condition.ConditionType.MAIN_WORKLOAD_READY;
import static io.llmisvc.status.condition.ConditionType.PREFILL_SCALING_READY;
import static io.llmisvc.status.condition.ConditionType.PREFILL_WORKER_WORKLOAD_READY;
import static io.llmisvc.status.condition.ConditionType.PREFILL_WORKLOAD_READY;
import static io.llmisvc.status.condition.ConditionType.PRESETS_COMBINED;
import static io.llmisvc.status.condition.ConditionType.READY;
import static io.llmisvc.status.condition.ConditionType.ROUTER_READY;
import static io.llmisvc.status.condition.ConditionType.SCALING_READY;
import static io.llmisvc.status.condition.ConditionType.WORKER_WORKLOAD_READY;
import static io.llmisvc.status.condition.ConditionType.WORKLOADS_READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.model.ChildRole;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.status.condition.ConditionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadConditionsTest {
  private static final String SINGLE = "{}";
  private static final String MULTI = "worker: {containers: [{name: main}]}";
  private static final String DEPLOYMENT =
      "{apiVersion: apps/v1, kind: Deployment, metadata: {name: my-llm-kserve, namespace: demo}}";
  private static final String PREFILL =
      """
      {apiVersion: apps/v1, kind: Deployment,
       metadata: {name: my-llm-kserve-prefill, namespace: demo}}
      """;
  private static final String LEADER_WORKER_SET =
      """
      {apiVersion: leaderworkerset.x-k8s.io/v1, kind: LeaderWorkerSet,
       metadata: {name: my-llm-kserve-mn, namespace: demo}}
      """;
  private static final String AVAILABLE = "conditions: [{type: Available, status: 'True'}]";

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conditions: [{type: Available, status: 'True', reason: MinimumReplicasAvailable}]      | True
          conditions: [{type: Available, status: 'False', reason: MinimumReplicasUnavailable}]   | False/MinimumReplicasUnavailable
          conditions: [{type: Available, status: 'Unknown', reason: Odd}]                        | False/Odd
          conditions: [{type: Available, status: 'False'}]                                       | False/Progressing
          conditions: [{type: Progressing, status: 'True', reason: NewReplicaSetCreated}]        | False/Progressing
          {}                                                                                     | False/Progressing
          conditions: [{type: Available, status: 'True'}, {type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]  | False/ProgressDeadlineExceeded
          conditions: [{type: Available, status: 'True'}, {type: Progressing, status: 'False', reason: Other}]                     | True
          """)
  void tellsOfADeployment(String status, String expected) {
    Scene scene = Scene.of(SINGLE).running(MAIN_DEPLOYMENT, DEPLOYMENT, status);

    assertThat(scene.condition(MAIN_WORKLOAD_READY)).isEqualTo(expected);
    assertThat(scene.condition(WORKLOADS_READY)).isEqualTo(expected);
    assertThat(scene.condition(READY)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conditions: [{type: Available, status: 'True', reason: AllGroupsReady}]        | True
          conditions: [{type: Available, status: 'False', reason: GroupsAreProgressing}] | False/GroupsAreProgressing
          {}                                                                             | False/Progressing
          """)
  void tellsOfALeaderWorkerSet(String status, String expected) {
    Scene scene = Scene.of(MULTI).running(MAIN_LEADER_WORKER_SET, LEADER_WORKER_SET, status);

    assertThat(scene.condition(WORKER_WORKLOAD_READY)).isEqualTo(expected);
    assertThat(scene.condition(MAIN_WORKLOAD_READY)).isEqualTo("-");
    assertThat(scene.condition(READY)).isEqualTo(expected);
  }

  @Test
  void neverCountsWhatIsWantedAndNotSeenAsReady() {
    Scene scene = Scene.of(SINGLE).planned(MAIN_DEPLOYMENT, DEPLOYMENT);

    assertThat(scene.condition(MAIN_WORKLOAD_READY)).isEqualTo("Unknown/Pending");
    assertThat(scene.condition(WORKLOADS_READY)).isEqualTo("Unknown/Pending");
    assertThat(scene.condition(READY)).isEqualTo("Unknown/Pending");
    assertThat(scene.message(READY)).contains("Deployment demo/my-llm-kserve");
  }

  @ParameterizedTest(name = "{0}: main {1}, worker {2}, prefill {3}, prefill worker {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                  | Unknown/Pending | - | - | -
          worker: {}                                          | - | Unknown/Pending | - | -
          prefill: {}                                         | Unknown/Pending | - | Unknown/Pending | -
          prefill: {worker: {}}                               | Unknown/Pending | - | - | Unknown/Pending
          {worker: {}, prefill: {worker: {}}}                 | - | Unknown/Pending | - | Unknown/Pending
          """)
  void showsOnlyTheWorkloadsThatAreWanted(
      String spec, String main, String worker, String prefill, String prefillWorker) {
    Scene scene = Scene.of(spec);

    assertThat(scene.condition(MAIN_WORKLOAD_READY)).isEqualTo(main);
    assertThat(scene.condition(WORKER_WORKLOAD_READY)).isEqualTo(worker);
    assertThat(scene.condition(PREFILL_WORKLOAD_READY)).isEqualTo(prefill);
    assertThat(scene.condition(PREFILL_WORKER_WORKLOAD_READY)).isEqualTo(prefillWorker);
  }

  @Test
  void explainsTheParentByTheFirstPartThatFails() {
    Scene scene =
        Scene.of("prefill: {}")
            .planned(MAIN_DEPLOYMENT, DEPLOYMENT)
            .running(
                PREFILL_DEPLOYMENT,
                PREFILL,
                "conditions: [{type: Available, status: 'False', reason: Broken, message: no GPU}]");

    assertThat(scene.condition(MAIN_WORKLOAD_READY)).isEqualTo("Unknown/Pending");
    assertThat(scene.condition(WORKLOADS_READY)).isEqualTo("False/Broken");
    assertThat(scene.message(WORKLOADS_READY))
        .isEqualTo("Deployment demo/my-llm-kserve-prefill: no GPU");
  }

  @Test
  void showsAnErrorOfThePlanThoughTheWorkloadRuns() {
    Scene scene =
        Scene.of(SINGLE)
            .running(MAIN_DEPLOYMENT, DEPLOYMENT, AVAILABLE)
            .found(
                Finding.error(
                    Subject.MAIN_WORKLOAD, "ReconcileCertsError", "spec.model.uri", "is odd"))
            .found(
                Finding.error(Subject.MAIN_WORKLOAD, "Second", "spec.replicas", "is odd as well"));

    assertThat(scene.condition(MAIN_WORKLOAD_READY)).isEqualTo("False/ReconcileCertsError");
    assertThat(scene.message(MAIN_WORKLOAD_READY))
        .isEqualTo("spec.model.uri: is odd; spec.replicas: is odd as well");
  }

  @Test
  void warningsDoNotTouchConditions() {
    Scene scene =
        Scene.of(SINGLE)
            .running(MAIN_DEPLOYMENT, DEPLOYMENT, AVAILABLE)
            .found(Finding.warning(Subject.MAIN_WORKLOAD, "Odd", "spec", "is odd"));

    assertThat(scene.condition(READY)).isEqualTo("True");
  }

  @Test
  void showsAFailedWriteWithTheObjectsName() {
    Scene scene =
        Scene.of(SINGLE)
            .running(MAIN_DEPLOYMENT, DEPLOYMENT, AVAILABLE)
            .failed(ChildRole.TLS_SECRET, Kind.SECRET, "my-llm-certs", "conflict");

    assertThat(scene.condition(MAIN_WORKLOAD_READY)).isEqualTo("False/WriteFailed");
    assertThat(scene.message(READY)).isEqualTo("Secret demo/my-llm-certs: conflict");
  }

  @Test
  void showsWhyAPrefillWorkloadThatIsNotWantedStays() {
    Scene scene =
        Scene.of(SINGLE)
            .running(MAIN_DEPLOYMENT, DEPLOYMENT, AVAILABLE)
            .failed(PREFILL_DEPLOYMENT, Kind.DEPLOYMENT, "my-llm-kserve-prefill", "forbidden");

    assertThat(scene.condition(PREFILL_WORKLOAD_READY)).isEqualTo("False/WriteFailed");
    assertThat(scene.condition(READY)).isEqualTo("False/WriteFailed");
  }

  @Test
  void putsAScalingErrorWhereItBelongs() {
    Scene scene =
        Scene.of("{scaling: {maxReplicas: 2}, prefill: {scaling: {maxReplicas: 2}}}")
            .running(MAIN_DEPLOYMENT, DEPLOYMENT, AVAILABLE)
            .running(PREFILL_DEPLOYMENT, PREFILL, AVAILABLE)
            .found(
                Finding.error(
                    Subject.PREFILL_SCALING, "ScalingCRDNotFound", "spec.prefill.scaling", "x"));

    assertThat(scene.condition(SCALING_READY)).isEqualTo("True");
    assertThat(scene.condition(PREFILL_SCALING_READY)).isEqualTo("False/ScalingCRDNotFound");
    assertThat(scene.condition(WORKLOADS_READY)).isEqualTo("False/ScalingCRDNotFound");
  }

  @Test
  void aBrokenRouterDoesNotHideAHealthyWorkload() {
    Scene scene =
        Scene.of("router: {route: {}}")
            .running(MAIN_DEPLOYMENT, DEPLOYMENT, AVAILABLE)
            .found(Finding.error(Subject.ROUTE, "RefsInvalid", "", "Gateway a/b does not exist"));

    assertThat(scene.condition(WORKLOADS_READY)).isEqualTo("True");
    assertThat(scene.condition(ROUTER_READY)).isEqualTo("False/RefsInvalid");
    assertThat(scene.condition(READY)).isEqualTo("False/RefsInvalid");
  }

  @Test
  void readyShowsTheRoutersReasonWhenBothFail() {
    Scene scene =
        Scene.of("router: {route: {}}")
            .running(MAIN_DEPLOYMENT, DEPLOYMENT, "{}")
            .found(Finding.error(Subject.ROUTE, "RefsInvalid", "", "Gateway a/b does not exist"));

    assertThat(scene.condition(WORKLOADS_READY)).isEqualTo("False/Progressing");
    assertThat(scene.condition(READY)).isEqualTo("False/RefsInvalid");
  }

  @Test
  void showsStoppedOnEveryPartUsedOrNot() {
    Scene scene = Scene.of(SINGLE).stopped().planned(MAIN_DEPLOYMENT, DEPLOYMENT);

    for (ConditionType type : ConditionType.values()) {
      String expected =
          switch (type) {
            case PRESETS_COMBINED -> "True";
            case SCALING_READY,
                PREFILL_SCALING_READY,
                OCI_IMAGE_VOLUME_COMPATIBLE,
                GROUP_READY,
                GROUP_DEGRADED,
                CONFIG_IN_USE ->
                "-";
            default -> "False/Stopped";
          };
      assertThat(scene.condition(type)).as(type.text()).isEqualTo(expected);
    }
  }

  @Test
  void saysWhyAStoppedServiceIsNotGone() {
    Scene scene =
        Scene.of(SINGLE)
            .stopped()
            .failed(MAIN_DEPLOYMENT, Kind.DEPLOYMENT, "my-llm-kserve", "forbidden");

    assertThat(scene.condition(MAIN_WORKLOAD_READY)).isEqualTo("False/WriteFailed");
    assertThat(scene.condition(PREFILL_WORKLOAD_READY)).isEqualTo("False/Stopped");
  }

  @Test
  void goesOnToTellOfWhatRunsWhenTheConfigsBreak() {
    Scene scene =
        Scene.uncomposed()
            .live(Scene.tree(DEPLOYMENT))
            .found(Finding.error(Subject.COMPOSITION, "ConfigNotFound", "", "config x is nowhere"));

    assertThat(scene.condition(PRESETS_COMBINED)).isEqualTo("False/ConfigNotFound");
    assertThat(scene.condition(MAIN_WORKLOAD_READY)).isEqualTo("False/Progressing");
    assertThat(scene.condition(ROUTER_READY)).isEqualTo("Unknown/Pending");
    assertThat(scene.condition(READY)).isEqualTo("False/ConfigNotFound");
  }
}
