package io.llmisvc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about metrics is made from the code; {@code -Dgolden.update} writes it. */
class MetricsGoldenTest {
  private static final Path PAGE = Path.of("docs/metrics.md");
  private static final String INTRODUCTION =
      """
      # Metrics

      The operator serves these at `/metrics` of its management port, 8081, beside those of its framework (`operator_sdk_…`) and of the JVM (`jvm_…`).
      A histogram has series with `_bucket`, `_sum` and `_count`, and the largest value of the last minutes as `_max`. Values of labels are bounded: what
      other controllers or users choose becomes `other` after the first hundred. This page is made from the code.

      """;

  @Test
  void thePageIsWhatTheCodeSays() throws IOException {
    String page =
        INTRODUCTION
            + table(metric -> !metric.isPerObject())
            + """

            ## Of each service or config

            These go when the service or config goes. `LLMISVC_METRICS_PER_OBJECT=false` switches them off, for clusters with more of them than
            a Prometheus should hold.

            """
            + table(Metric::isPerObject);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String table(Predicate<Metric> kept) {
    return "| metric | type | labels | meaning |\n|---|---|---|---|\n"
        + Arrays.stream(Metric.values())
            .filter(kept)
            .map(MetricsGoldenTest::row)
            .collect(Collectors.joining());
  }

  private static String row(Metric metric) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            metric.prometheusName(),
            metric.type().name().toLowerCase(Locale.ROOT),
            metric.labels().stream()
                .map(label -> "`" + label + "`")
                .collect(Collectors.joining(", ")),
            metric.help());
  }
}
