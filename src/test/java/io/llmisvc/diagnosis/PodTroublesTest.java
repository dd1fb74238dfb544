package io.llmisvc.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.PodOutline;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentence of a condition: what it says of a pod, and that it stays while the trouble does. */
class PodTroublesTest {
  private static final ObjectNode WORKLOAD =
      tree("{kind: Deployment, metadata: {name: d}, spec: {selector: {matchLabels: {app: d}}}}");

  private static final String CRASHED =
      "containerStatuses: [{name: main, restartCount: %d, state: {%s},"
          + " lastState: {terminated: {exitCode: 1, message: 'at %d', finishedAt: '%d'}}}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: '0/2 nodes are available'}] | 0/2 nodes are available",
        "containerStatuses: [{name: main, image: 'a:b', state: {waiting: {reason: ErrImagePull, message: 'not found'}}}] | container main cannot pull image a:b: not found",
        "containerStatuses: [{name: main, image: 'a:b', state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image \"a:b\": ErrImagePull: not found'}}}] | container main cannot pull image a:b: not found",
        "containerStatuses: [{name: main, image: 'a:b', state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image \"a:b\"'}}}] | container main cannot pull image a:b",
        "containerStatuses: [{name: main, state: {waiting: {reason: CreateContainerConfigError, message: 'secret \"x\" not found'}}}] | container main cannot be made: secret \"x\" not found",
        "containerStatuses: [{name: main, state: {waiting: {reason: CrashLoopBackOff, message: 'back-off 40s restarting failed container'}}, lastState: {terminated: {exitCode: 128, reason: StartError, message: no such file}}}] | container main cannot be made: no such file",
        "containerStatuses: [{name: main, state: {running: {}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}] | container main was killed: it needed more than its limit of 64Gi",
        "initContainerStatuses: [{name: storage-initializer, state: {terminated: {exitCode: 137, reason: OOMKilled}}}] | container storage-initializer was killed: it needed more than its limit of 1Gi",
        "initContainerStatuses: [{name: storage-initializer, state: {running: {}}, lastState: {terminated: {exitCode: 1, message: 'Bearer s3cret: 403 Forbidden'}}}] | container storage-initializer ended with 1: the model''s storage wants other credentials",
        "containerStatuses: [{name: main, state: {terminated: {exitCode: 0}}}] | container main ended with 0",
        "initContainerStatuses: [{name: prepare, ready: true, state: {terminated: {exitCode: 0}}}] | it starts",
        "containerStatuses: [{name: side, ready: true, state: {running: {}}, lastState: {terminated: {exitCode: 1}}}, {name: main, state: {running: {}}}] | container main runs and is not ready yet",
        "{phase: Failed, reason: Evicted, message: 'the node was low on memory'} | Evicted the node was low on memory",
        "{phase: Pending} | it starts"
      })
  void saysOnePodsTrouble(String status, String words) {
    assertThat(sentence("", pod("a", status))).isEqualTo("Pod a: " + words.replace("''", "'"));
  }

  @Test
  void staysThroughACrashLoop() {
    // Given
    String first = sentence("", pod("a", CRASHED.formatted(1, "waiting: {}", 1, 1)));
    // When
    String later = sentence(first, pod("a", CRASHED.formatted(9, "running: {}", 2, 2)));
    // Then
    assertThat(later).isEqualTo(first).isEqualTo("Pod a: container main ended with 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0/2 nodes are available: 2 Insufficient gpu. | 0/3 nodes are available: 3 Insufficient gpu. | true",
        "0/9 nodes are available: 2 Insufficient gpu, 7 had a taint. | 0/9 nodes are available: 1 had a taint, 8 Insufficient gpu. | true",
        "0/2 nodes are available: 2 Insufficient gpu. | 0/3 nodes are available: 3 had a taint. | false",
        "0/2 nodes are available: 2 Insufficient gpu. | 0/3 nodes are available: 1 had a taint, 2 Insufficient gpu. | false",
        "dial 10.0.0.1:4711: EOF | dial 10.0.0.2:815: EOF | true"
      })
  void keepsWordsThatDifferInNumbersOnly(String before, String now, boolean isKept) {
    // Given
    String said = "Deployment d: not available; " + sentence("", unscheduled("a", before));
    // When
    String sentence = sentence(said, unscheduled("a", now));
    // Then
    assertThat(sentence).isEqualTo("Pod a: " + (isKept ? before : now));
  }

  @Test
  void keepsWordsThatAreTooLongToBeSaid() {
    // Given
    String before = "9 " + "x".repeat(300) + ", 2 " + "y".repeat(300);
    String now = "10 " + "x".repeat(300) + ", 1 " + "y".repeat(300);
    String said = sentence("", unscheduled("a", before));
    // Then
    assertThat(sentence(said, unscheduled("a", now))).isEqualTo(said);
  }

  @Test
  void remembersWhyAnImageIsNotPulled() {
    // Given
    String pull =
        "containerStatuses: [{name: m, image: a, state: {waiting: {reason: %s, message: '%s'}}}]";
    String said = sentence("", pod("a", pull.formatted("ErrImagePull", "dial 10.0.0.1:4711: EOF")));
    // When
    String waits =
        sentence(
            said, pod("a", pull.formatted("ImagePullBackOff", "Back-off pulling image \"a\"")));
    String again =
        sentence(waits, pod("a", pull.formatted("ErrImagePull", "dial 10.0.0.1:815: EOF")));
    String other = sentence(again, pod("a", pull.formatted("ErrImagePull", "unauthorized")));
    // Then
    assertThat(waits).isEqualTo(said);
    assertThat(again).isEqualTo(said).endsWith("dial 10.0.0.1:4711: EOF");
    assertThat(other).endsWith("cannot pull image a: unauthorized");
  }

  @ParameterizedTest
  @CsvSource({
    "1, ''",
    "2, ' and 1 other'",
    "3, ' and 2 others'",
    "11, ' and 10 others'",
    "12, ' and more than 10 others'",
    "101, ' and more than 10 others'",
    "102, ' and more than 100 others'",
    "1500, ' and more than 1000 others'"
  })
  void countsTheOthers(int pods, String others) {
    ObjectNode[] all =
        IntStream.range(0, pods)
            .mapToObj(i -> unscheduled("p%04d".formatted(i), "full"))
            .toArray(ObjectNode[]::new);
    assertThat(sentence("", all)).isEqualTo("Pod p0000" + others + ": full");
  }

  @Test
  void namesTheOneThatExplainsMostAndNoStranger() {
    // Given
    ObjectNode stranger = unscheduled("0", "a stranger");
    stranger.withObject("/metadata/labels").put("app", "other");
    // Then
    assertThat(
            sentence(
                "",
                stranger,
                pod("a", "phase: Pending"),
                pod("b", CRASHED.formatted(1, "running: {}", 1, 1)),
                unscheduled("c", "full"),
                pod("d", "conditions: [{type: Ready, status: 'True'}]")))
        .isEqualTo("Pod c: full");
  }

  @Test
  void saysNothingOfPodsThatAreWellOrOnTheirWayOut() {
    // Given
    ObjectNode leaving = unscheduled("a", "full");
    leaving.withObject("/metadata").put("deletionTimestamp", "2026-11-27T01:00:00Z");
    // Then
    assertThat(
            PodTroubles.sentence(
                WORKLOAD,
                List.of(leaving, pod("d", "conditions: [{type: Ready, status: 'True'}]")),
                ""))
        .isEmpty();
  }

  @Test
  void isOneLineWhateverOthersSay() {
    assertThat(sentence("", unscheduled("a", "x\\n\\t\\u001b[2J" + "y".repeat(5000))))
        .hasSizeLessThan(500)
        .doesNotContain("\n", "\t", "\u001b");
  }

  /** Of outlines, as the operator keeps them, and of whole pods, as others read them. */
  private static String sentence(String said, ObjectNode... pods) {
    String ofPods = PodTroubles.sentence(WORKLOAD, List.of(pods), said).orElseThrow();
    List<ObjectNode> outlines = List.of(pods).stream().map(PodOutline::of).toList();
    assertThat(PodTroubles.sentence(WORKLOAD, outlines, said)).contains(ofPods);
    return ofPods;
  }

  private static ObjectNode unscheduled(String name, String words) {
    return pod(
        name,
        "conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: \"%s\"}]"
            .formatted(words));
  }

  private static ObjectNode pod(String name, String status) {
    ObjectNode pod =
        tree(
            """
            metadata: {name: "%s", namespace: demo, labels: {app: d}}
            spec:
              initContainers:
              - {name: storage-initializer, resources: {limits: {memory: 1Gi}}}
              containers:
              - {name: main, resources: {limits: {nvidia.com/gpu: 8, memory: 64Gi}}}
            """
                .formatted(name));
    pod.set("status", tree(status));
    return pod;
  }

  private static ObjectNode tree(String yaml) {
    return Yaml.objects(yaml).getFirst();
  }
}
