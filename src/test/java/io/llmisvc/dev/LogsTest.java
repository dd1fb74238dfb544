package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The log as it is in a cluster: objects that say what they are about, at levels that can change.
 */
@Tag("packaged")
class LogsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LEVELS =
      "kubectl --namespace kserve patch configmap inferenceservice-config --type merge --patch '%s'";
  private static final String TALKATIVE =
      "{\"data\": {\"logging\": \"{\\\"io.javaoperatorsdk\\\": \\\"debug\\\"}\"}}";

  @Test
  void sayWhatTheyAreAboutAndAsMuchAsIsAsked() {
    try (DevCluster cluster = DevCluster.start(Map.of("LLMISVC_LOG_JSON", "true"))) {
      // When
      AppliedManifests.apply(cluster.admin(), Path.of("samples/02-model.yaml"));
      // Then
      Await.untilAsserted(
          PATIENCE,
          () ->
              assertThat(lines(cluster))
                  .filteredOn(line -> line.at("/mdc/kind").asText().equals("Deployment"))
                  .isNotEmpty()
                  .allSatisfy(
                      line -> {
                        assertThat(line.path("mdc").fieldNames())
                            .toIterable()
                            .contains("namespace", "service", "child", "reason", "changed");
                        assertThat(line.at("/mdc/service").asText()).isEqualTo("model-basic");
                      }));
      assertThat(lines(cluster)).noneMatch(LogsTest::isDetail);
      // When
      Shell.of(cluster.controlPlane()).run(LEVELS.formatted(TALKATIVE)).orThrow();
      // Then
      Await.untilAsserted(PATIENCE, () -> assertThat(lines(cluster)).anyMatch(LogsTest::isDetail));
    }
  }

  private static boolean isDetail(JsonNode line) {
    return line.path("level").asText().equals("DEBUG");
  }

  /** Each is an object; one that is being written is none yet. */
  private static List<JsonNode> lines(DevCluster cluster) {
    try {
      String text = Files.readString(cluster.operator().log());
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(LogsTest::object).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode object(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }
}
