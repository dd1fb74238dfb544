package io.llmisvc.dev;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Passes reach a collector as OpenTelemetry sends them, and lead from metrics and logs to it. */
@Tag("packaged")
class TracesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern TRACE = Pattern.compile("\"traceId\":\"([0-9a-f]{32})\"");

  /** What a collector received: protobuf, in which texts stand as they are. */
  private final List<String> received = new CopyOnWriteArrayList<>();

  @Test
  void showWherePassesSpendTheirTime() throws IOException {
    // Given
    HttpServer fakeCollector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    fakeCollector.createContext("/v1/traces", this::receive);
    fakeCollector.start();
    String address = "http://127.0.0.1:" + fakeCollector.getAddress().getPort();
    try (DevCluster cluster =
        DevCluster.start(
            Map.of(
                "OTEL_SDK_DISABLED", "false",
                "OTEL_EXPORTER_OTLP_ENDPOINT", address,
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "LLMISVC_LOG_JSON", "true"))) {
      // When
      AppliedManifests.apply(cluster.admin(), Path.of("samples/02-model.yaml"));
      // Then
      for (String text :
          List.of("pass", "compose", "gather", "workload", "llmisvc.name", "model-basic")) {
        Await.until(text, PATIENCE, () -> received.stream().anyMatch(it -> it.contains(text)));
      }
      Matcher line = TRACE.matcher(Files.readString(cluster.operator().log()));
      assertThat(line.find()).as("a line of a pass has its trace").isTrue();
      Await.until(
          "exemplars",
          PATIENCE,
          () ->
              Command.run(
                      "curl",
                      "-s",
                      "-m",
                      "5",
                      "-H",
                      "Accept: application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1",
                      cluster.management() + "/metrics")
                  .out()
                  .lines()
                  .anyMatch(
                      it ->
                          it.startsWith("llmisvc_pass_duration_seconds_bucket")
                              && it.contains("trace_id=")));
    } finally {
      fakeCollector.stop(0);
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    received.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }
}
