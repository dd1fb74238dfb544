package io.llmisvc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusTest {
  @TempDir Path directory;

  @Test
  void answersQueriesAndTellsAlerts() throws Exception {
    // Given
    Files.writeString(
        directory.resolve("rules.yml"),
        """
        groups:
        - name: test
          interval: 1s
          rules:
          - record: answer
            expr: vector(42)
            labels: {of: everything}
          - alert: Answered
            expr: answer > 41
            annotations: {summary: "{{ $value }} of {{ $labels.of }}"}
        """);
    Instant start = Instant.now();
    try (Prometheus prometheus = Prometheus.start(directory, "rule_files: [rules.yml]")) {
      // Then
      Await.untilAsserted(
          () -> {
            assertThat(prometheus.query("answer"))
                .containsExactly(
                    new Prometheus.Series(Map.of("__name__", "answer", "of", "everything"), 42));
            assertThat(prometheus.alerts())
                .singleElement()
                .satisfies(
                    alert -> {
                      assertThat(alert.name()).isEqualTo("Answered");
                      assertThat(alert.isFiring()).isTrue();
                      assertThat(alert.annotations()).containsEntry("summary", "42 of everything");
                    });
            assertThat(prometheus.queryRange("answer", start, Instant.now(), Duration.ofSeconds(1)))
                .singleElement()
                .satisfies(series -> assertThat(series.value()).isEqualTo(42));
          });
    }
  }

  @Test
  void saysWhatIsNotAsMetricsShouldBe() {
    assertThat(Prometheus.complaintsAbout("# HELP a_total b\n# TYPE a_total counter\na_total 1\n"))
        .isEmpty();
    assertThat(Prometheus.complaintsAbout("# HELP a b\n# TYPE a counter\na 1\n"))
        .containsExactly("a counter metrics should have \"_total\" suffix");
  }
}
