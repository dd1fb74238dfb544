package io.llmisvc.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pod says of itself becomes a cause, in its own words. */
class PodTroubleTest {
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
    Trouble trouble =
        look(
            """
            conditions:
            - {type: PodScheduled, status: 'False', reason: Unschedulable,
               message: "0/2 nodes are available: 2 Insufficient nvidia.com/gpu.",
               lastTransitionTime: "2026-11-27T01:00:00Z"}
            """);
    // Then
    assertThat(trouble)
        .isEqualTo(
            new Trouble(
                "pod-1",
                Cause.UNSCHEDULABLE,
                "0/2 nodes are available: 2 Insufficient nvidia.com/gpu.; it asks for 8"
                    + " nvidia.com/gpu, the largest node has 16, at most 4 free on one node",
                "2026-11-27T01:00:00Z"));
  }

  @Test
  void saysWhatNodesHaveWhenPodsMayNotBeRead() {
    // Given
    gpus = Optional.of(new Room(BigDecimal.valueOf(16), null));
    // When
    Trouble trouble =
        look(
            "conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: full}]");
    // Then
    assertThat(trouble.message())
        .isEqualTo("full; it asks for 8 nvidia.com/gpu, the largest node has 16");
  }

  @ParameterizedTest
  @CsvSource({"ErrImagePull", "ImagePullBackOff", "InvalidImageName"})
  void knowsImagesThatCannotBePulled(String reason) {
    // When
    Trouble trouble =
        look(
            """
            containerStatuses:
            - {name: main, image: "vllm:nope", state: {waiting: {reason: %s, message: "not found"}}}
            """
                .formatted(reason));
    // Then
    assertThat(trouble.cause()).isEqualTo(Cause.IMAGE);
    assertThat(trouble.message())
        .isEqualTo("container main, image vllm:nope: %s not found".formatted(reason));
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
    Trouble trouble =
        look(
            """
            initContainerStatuses:
            - {name: storage-initializer, restartCount: 3,
               state: {waiting: {reason: CrashLoopBackOff}},
               lastState: {terminated: {exitCode: 1, finishedAt: "2026-11-27T02:00:00Z"}}}
            """);
    // Then
    assertThat(trouble)
        .isEqualTo(
            new Trouble(
                "pod-1",
                cause,
                "container storage-initializer ended with 1, 3 times: " + words,
                "2026-11-27T02:00:00Z"));
  }

  @Test
  void namesTheLimitOfWhatWasKilledForItsMemory() {
    // When
    Trouble trouble =
        look(
            """
            containerStatuses:
            - {name: main, restartCount: 1, state: {waiting: {reason: CrashLoopBackOff}},
               lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}
            """);
    // Then
    assertThat(trouble.cause()).isEqualTo(Cause.OUT_OF_MEMORY);
    assertThat(trouble.message())
        .isEqualTo("container main was killed: it needed more than its limit of 64Gi");
  }

  @Test
  void passesOnWhatTheKubeletRefuses() {
    // When
    Trouble trouble =
        look(
            """
            containerStatuses:
            - {name: main, state: {waiting: {reason: CreateContainerConfigError,
               message: "container has runAsNonRoot and image will run as root"}}}
            """);
    // Then
    assertThat(trouble.cause()).isEqualTo(Cause.CONTAINER_CONFIG);
    assertThat(trouble.message()).contains("runAsNonRoot");
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
    Trouble trouble = look("containerStatuses: [{name: main, ready: false, state: {running: {}}}]");
    // Then
    assertThat(trouble.cause()).isEqualTo(cause);
    assertThat(trouble.message()).isEqualTo("container main: " + words);
  }

  @Test
  void keepsHostileLogsToOneLine() {
    // Given
    log = "\u001b[2J\u0007evil\tline" + "x".repeat(10_000);
    // When
    Trouble trouble =
        look(
            """
            containerStatuses:
            - {name: main, state: {waiting: {}}, lastState: {terminated: {exitCode: 2}}}
            """);
    // Then
    assertThat(trouble.cause()).isEqualTo(Cause.CRASHING);
    assertThat(trouble.message()).hasSizeLessThan(500).doesNotContain("\u001b", "\u0007", "\t");
  }

  private Trouble look(String status) {
    return find(status).orElseThrow();
  }

  private Optional<Trouble> find(String status) {
    ObjectNode pod =
        tree(
            """
            metadata: {name: pod-1}
            spec:
              containers:
              - {name: main, resources: {limits: {nvidia.com/gpu: 8, memory: 64Gi}}}
            """);
    pod.set("status", tree(status));
    FakeWitness witness = new FakeWitness(List.of(pod), warnings, gpus, log);
    return new PodTrouble(pod, witness).find();
  }

  private static ObjectNode tree(String yaml) {
    try {
      return (ObjectNode) new YAMLMapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
