package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.Await;
import io.llmisvc.testing.ChildProcess;
import io.llmisvc.testing.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator that cannot reach the API server waits for it, says so, and can be stopped. */
@Tag("packaged")
class UnreachableServerTest {
  private static final Duration PROBE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path work;
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = ControlPlane.freePort();

  @Test
  void isToldByProbesAndEndsWhenItIsAsked() throws Exception {
    // Given
    Path kubeconfig =
        Files.writeString(
            work.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: none, cluster: {server: "http://127.0.0.1:%d"}}]
            contexts: [{name: none, context: {cluster: none}}]
            current-context: none
            """
                .formatted(ControlPlane.freePort()));
    ChildProcess operator =
        ChildProcess.start(
            work,
            Path.of("bin", "llmisvc").toAbsolutePath(),
            List.of("operator"),
            Map.of(
                "KUBECONFIG", kubeconfig.toString(),
                "POD_NAMESPACE", "kserve",
                "LLMISVC_LOG_JSON", "true",
                "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(port)));
    try {
      // When
      Await.until("it tries", PATIENCE, () -> log(operator).contains("will retry"));
      // Then
      assertThat(get("healthz").statusCode()).isEqualTo(200);
      assertThat(get("startedz").statusCode()).isEqualTo(200);
      assertThat(get("readyz"))
          .matches(answer -> answer.statusCode() == 503)
          .extracting(HttpResponse::body)
          .asString()
          .contains("the API server answers", "services and configs are watched");
      assertThat(get("metrics").body())
          .contains("llmisvc_leader 0.0", "llmisvc_watch_synced{resource=\"llminferenceservices\"");
      assertThat(log(operator).lines()).allMatch(line -> line.startsWith("{\"timestamp\""));
    } finally {
      operator.terminate();
    }
  }

  private static String log(ChildProcess operator) {
    try {
      return Files.readString(operator.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
            .timeout(PROBE)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
