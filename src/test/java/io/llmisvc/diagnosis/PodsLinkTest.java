package io.llmisvc.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.llmisvc.api.status.Condition;
import io.llmisvc.status.condition.ConditionType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pod says of itself becomes a cause, in its own words; what is read besides, a detail. */
class PodsLinkTest {
  private static final ObjectNode WORKLOAD =
      tree("{kind: Deployment, metadata: {name: d}, spec: {selector: {matchLabels: {app: d}}}}");

  private List<ObjectNode> warnings = List.of();
  private Optional<Room> gpus = Optional.empty();
  private String log = "";

  @Test
  void hasNothingToSayOfAReadyPod() {
    assertThat(find("conditions: [{type: Ready, status: 'True'}]")).isEmpty();
  }

  @Test
  void saysWhatAnUnscheduledPodAsksForAndWhatIsFree() {
    // Given
    gpus = Optional.of(new Room(BigDecimal.valueOf(16), BigDecimal.valueOf(4)));
    // When
    ChainLink link =
        look(
            """
            conditions:
            - {type: PodScheduled, status: 'False', reason: Unschedulable,
               message: "0/2 nodes are available: 2 Insufficient nvidia.com/gpu.",
               lastTransitionTime: "2026-11-27T01:00:00Z"}
            """);
    // Then
    assertThat(link)
        .isEqualTo(
            new ChainLink(
                "MainWorkloadReady",
                ChainLink.State.BLOCKED,
                "Pod pod-1: 0/2 nodes are available: 2 Insufficient nvidia.com/gpu.",
                "it asks for 8 nvidia.com/gpu, the largest node has 16, at most 4 free on one node",
                Cause.UNSCHEDULABLE,
                "2026-11-27T01:00:00Z"));
  }

  @Test
  void saysWhatNodesHaveWhenPodsMayNotBeRead() {
    // Given
    gpus = Optional.of(new Room(BigDecimal.valueOf(16), null));
    // When
    ChainLink link =
        look(
            "conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: full}]");
    // Then
    assertThat(link.message()).isEqualTo("Pod pod-1: full");
    assertThat(link.detail()).isEqualTo("it asks for 8 nvidia.com/gpu, the largest node has 16");
  }

  @ParameterizedTest
  @CsvSource({"ErrImagePull", "ImagePullBackOff", "InvalidImageName"})
  void knowsImagesThatCannotBePulled(String reason) {
    // When
    ChainLink link =
        look(
            """
            containerStatuses:
            - {name: main, image: "vllm:nope", state: {waiting: {reason: %s, message: "not found"}}}
            """
                .formatted(reason));
    // Then
    assertThat(link.cause()).isEqualTo(Cause.IMAGE);
    assertThat(link.message())
        .isEqualTo("Pod pod-1: container main cannot pull image vllm:nope: not found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OSError: [Errno 28] No space left on device | DOWNLOAD_NO_SPACE",
        "SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate | DOWNLOAD_CERTIFICATE",
        "401 Client Error: Unauthorized for url | DOWNLOAD_CREDENTIALS",
        "botocore: An error occurred (AccessDenied) | DOWNLOAD_CREDENTIALS",
        "RepositoryNotFoundError: 404 Client Error | DOWNLOAD_NOT_FOUND",
        "botocore: An error occurred (NoSuchBucket) | DOWNLOAD_NOT_FOUND",
        "ConnectionResetError | DOWNLOAD"
      })
  void readsTheLastWordsOfTheLoader(String words, Cause cause) {
    // Given
    log = "loading\n" + words + "\n\n";
    // When
    ChainLink link =
        look(
            """
            initContainerStatuses:
            - {name: storage-initializer, restartCount: 3,
               state: {waiting: {reason: CrashLoopBackOff}},
               lastState: {terminated: {exitCode: 1, finishedAt: "2026-11-27T02:00:00Z"}}}
            """);
    // Then
    assertThat(link)
        .isEqualTo(
            new ChainLink(
                "MainWorkloadReady",
                ChainLink.State.BLOCKED,
                "Pod pod-1: container storage-initializer ended with 1: the model cannot be loaded",
                "3 times: " + words,
                cause,
                "2026-11-27T02:00:00Z"));
  }

  @Test
  void namesTheLimitOfWhatWasKilledForItsMemory() {
    // When
    ChainLink link =
        look(
            """
            containerStatuses:
            - {name: main, restartCount: 1, state: {waiting: {reason: CrashLoopBackOff}},
               lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}
            """);
    // Then
    assertThat(link.cause()).isEqualTo(Cause.OUT_OF_MEMORY);
    assertThat(link.message())
        .isEqualTo("Pod pod-1: container main was killed: it needed more than its limit of 64Gi");
  }

  @Test
  void passesOnWhatTheKubeletRefuses() {
    // When
    ChainLink link =
        look(
            """
            containerStatuses:
            - {name: main, state: {waiting: {reason: CreateContainerConfigError,
               message: "container has runAsNonRoot and image will run as root"}}}
            """);
    // Then
    assertThat(link.cause()).isEqualTo(Cause.CONTAINER_CONFIG);
    assertThat(link.message()).contains("runAsNonRoot");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Readiness probe failed: http: server gave HTTP response to HTTPS client | PROBE_SCHEME",
        "Readiness probe failed: connection refused | PROBE"
      })
  void tellsAWrongSchemeFromAFailingProbe(String words, Cause cause) {
    // Given
    warnings =
        List.of(
            tree(
                """
                reason: Unhealthy
                message: "%s"
                involvedObject: {fieldPath: "spec.containers{main}"}
                """
                    .formatted(words)));
    // When
    ChainLink link = look("containerStatuses: [{name: main, ready: false, state: {running: {}}}]");
    // Then
    assertThat(link.cause()).isEqualTo(cause);
    assertThat(link.message()).isEqualTo("Pod pod-1: container main runs and is not ready yet");
    assertThat(link.detail()).isEqualTo(words);
  }

  @Test
  void keepsHostileLogsToOneLine() {
    // Given
    log = "\u001b[2J\u0007evil\tline" + "x".repeat(10_000);
    // When
    ChainLink link =
        look(
            """
            containerStatuses:
            - {name: main, state: {waiting: {}}, lastState: {terminated: {exitCode: 2}}}
            """);
    // Then
    assertThat(link.cause()).isEqualTo(Cause.CRASHING);
    assertThat(link.message()).isEqualTo("Pod pod-1: container main ended with 2");
    assertThat(link.detail()).hasSizeLessThan(500).doesNotContain("\u001b", "\u0007", "\t");
  }

  private ChainLink look(String status) {
    return find(status).orElseThrow();
  }

  private Optional<ChainLink> find(String status) {
    ObjectNode pod =
        tree(
            """
            metadata: {name: pod-1, labels: {app: d}}
            spec:
              containers:
              - {name: main, resources: {limits: {nvidia.com/gpu: 8, memory: 64Gi}}}
            """);
    pod.set("status", tree(status));
    FakeWitness witness = new FakeWitness(List.of(pod), warnings, gpus, log);
    Condition said = new Condition("MainWorkloadReady", "False", null, null, null, null);
    return new PodsLink(ConditionType.MAIN_WORKLOAD_READY, said, WORKLOAD, witness).link();
  }

  private static ObjectNode tree(String yaml) {
    try {
      return (ObjectNode) new YAMLMapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
