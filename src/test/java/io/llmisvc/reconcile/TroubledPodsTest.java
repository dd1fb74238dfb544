package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.Await;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What pods say comes into the status, goes with the trouble, and is written once. */
class TroubledPodsTest {
  private static final OperatorWorld WORLD = OperatorWorld.bare();

  /** The test is the kubelet of what no scheduler takes. */
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm}
      spec:
        model: {uri: "hf://a/b"}
        replicas: %d
        template: {schedulerName: nobody, containers: [{name: main}]}
      """;

  private static final String CRASHED =
      "containerStatuses: [{name: main, image: i, imageID: i, ready: false, restartCount: %d,"
          + " state: {%s}, lastState: {terminated: {exitCode: %d, message: 'at %d'}}}]";
  private static final String WAITS =
      "waiting: {reason: CrashLoopBackOff, message: back-off 20s restarting failed container}";
  private static final String RUNS = "running: {}";

  private String namespace = "";

  @BeforeAll
  static void install() {
    WORLD.installOtherProjects();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @BeforeEach
  void setUp() {
    namespace = WORLD.newNamespace();
  }

  @AfterEach
  void stop() {
    WORLD.stopOperator();
  }

  @Test
  void sayWhatIsWrongUntilItIsNot() {
    // Given
    WORLD.startOperator();
    WORLD.apply(namespace, SERVICE.formatted(1));
    // When
    kubeletSays("{phase: Pending, %s}".formatted(CRASHED.formatted(1, WAITS, 137, 1)));
    // Then
    awaitReady("container main ended with 137");
    // When
    kubeletSays(
        "{phase: Running, podIP: 10.1.2.3, conditions: [{type: Ready, status: 'True'}],"
            + " containerStatuses: [{name: main, image: i, imageID: i, ready: true, restartCount: 2, state: {running: {}}}]}");
    // Then
    WORLD.awaitReady(namespace, "llm");
    assertThat(WORLD.condition(namespace, "llm", "Ready").orElseThrow().message()).isNull();
    // When
    kubeletSays(
        "{phase: Running, conditions: [{type: Ready, status: 'False'}], containerStatuses: [{name: main, image: i, imageID: i,"
            + " ready: false, restartCount: 3, state: {running: {}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}]}");
    // Then
    awaitReady("container main was killed: it needed more than its node could give");
  }

  @Test
  void countThoseWithTheSameTrouble() {
    // Given
    WORLD.startOperator();
    WORLD.apply(namespace, SERVICE.formatted(3));
    Await.until("three pods", () -> pods().size() == 3);
    String first = pods().stream().map(TroubledPodsTest::name).min(String::compareTo).orElseThrow();
    // When
    for (Pod pod : pods()) {
      says(
          pod,
          "{phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: no room}]}");
    }
    // Then
    awaitReady("; Pod %s and 2 others: no room".formatted(first));
  }

  @Test
  void areSilentWhileACrashLoopGoesOnAlsoAfterARestart() {
    // Given
    TestOperator operator = WORLD.startOperator();
    WORLD.apply(namespace, SERVICE.formatted(1));
    kubeletSays("{phase: Running, %s}".formatted(CRASHED.formatted(1, WAITS, 1, 1)));
    awaitReady("container main ended with 1");
    WORLD.awaitQuiet();
    operator.finished().remove("llm");
    Instant before = Instant.now();
    // When
    for (int restart = 2; restart < 8; restart++) {
      kubeletSays("{phase: Running, %s}".formatted(CRASHED.formatted(restart, RUNS, 1, restart)));
      kubeletSays("{phase: Running, %s}".formatted(CRASHED.formatted(restart, WAITS, 1, restart)));
    }
    // Then
    assertThat(ofServices(WORLD.writesSince(before))).isEmpty();
    // When
    kubeletSays("{phase: Running, %s}".formatted(CRASHED.formatted(9, WAITS, 2, 9)));
    // Then
    awaitReady("container main ended with 2");
    assertThat(ofServices(WORLD.writesSince(before))).as("one for all").hasSize(1);
    // When
    WORLD.awaitQuiet();
    WORLD.stopOperator();
    Instant restart = Instant.now();
    TestOperator again = WORLD.startOperator();
    Await.until("it had a pass", () -> again.finished().contains("llm"));
    WORLD.awaitQuiet();
    // Then
    assertThat(WORLD.writesSince(restart)).isEmpty();
  }

  @Test
  void areNotMissedWhereTheyCannotBeRead() throws IOException {
    // Given
    try (BlindSpot blind = BlindSpot.hiding(uri -> uri.getPath().endsWith("/v1/pods"))) {
      TestOperator operator = WORLD.startOperator(blind.client(WORLD.operatorConfig()));
      WORLD.apply(namespace, SERVICE.formatted(1));
      kubeletSays("{phase: Pending, %s}".formatted(CRASHED.formatted(1, WAITS, 1, 1)));
      // Then
      awaitReady("Deployment does not have minimum availability");
      Await.until("it tried", () -> blind.asked() > 0 && operator.finished().contains("llm"));
      assertThat(message()).doesNotContain("Pod ");
      // When
      blind.reveal();
      // Then
      awaitReady("container main ended with 1");
      WORLD.stopOperator();
    }
  }

  private void awaitReady(String words) {
    Await.untilAsserted(() -> assertThat(message()).contains(words));
  }

  private String message() {
    return WORLD
        .condition(namespace, "llm", "Ready")
        .map(ready -> Objects.toString(ready.message(), ""))
        .orElse("");
  }

  private static List<AuditEntry> ofServices(List<AuditEntry> writes) {
    return writes.stream()
        .filter(write -> write.resource().startsWith("llminferenceservices"))
        .toList();
  }

  private List<Pod> pods() {
    return WORLD.admin().pods().inNamespace(namespace).list().getItems();
  }

  private void kubeletSays(String status) {
    Await.until("a pod is there", () -> !pods().isEmpty());
    says(pods().getFirst(), status);
  }

  private static void says(Pod pod, String status) {
    pod.setStatus(Serialization.unmarshal("status: " + status, Pod.class).getStatus());
    WORLD.admin().resource(pod).updateStatus();
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getName();
  }
}
