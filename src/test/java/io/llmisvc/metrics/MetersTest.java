package io.llmisvc.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmisvc.testing.Prometheus;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetersTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meters meters = new Meters(registry);

  @ParameterizedTest
  @EnumSource(Metric.class)
  void isScrapedByItsName(Metric metric) {
    // When
    recordOnce(metric);
    // Then
    String name = metric.prometheusName();
    String series = metric.type() == Metric.Type.HISTOGRAM ? name + "_count" : name;
    List<String> said = new ArrayList<>();
    for (String label : metric.labels()) {
      said.add(label + "=\"" + label + "\"");
    }
    String page = registry.scrape().replace(",}", "}");
    assertThat(page).contains("# HELP " + name + " " + metric.help());
    assertThat(page.lines())
        .anyMatch(
            line ->
                (line.startsWith(series + "{") || line.startsWith(series + " "))
                    && said.stream().allMatch(line::contains)
                    && line.endsWith(" 1.0"));
    metric
        .buckets()
        .forEach(bound -> assertThat(page).contains(name + "_bucket{").contains("le=\"" + bound));
  }

  @Test
  void namesThemAsPrometheusWantsIt() {
    // When
    Arrays.stream(Metric.values()).forEach(this::recordOnce);
    // Then
    assertThat(Prometheus.complaintsAbout(registry.scrape())).isEmpty();
  }

  @Test
  void asksGaugesWhenItIsScraped() {
    // Given
    double[] value = {Double.NaN};
    meters.gauge(Metric.LEADER, () -> value[0]);
    // Then
    assertThat(registry.scrape()).doesNotContain("\nllmisvc_leader ");
    // When
    value[0] = 1;
    // Then
    assertThat(registry.scrape()).contains("\nllmisvc_leader 1.0");
  }

  @Test
  void beginsACounterAtZero() {
    // When
    meters.expect(Metric.CHILD_FIGHTS, "Service");
    // Then
    assertThat(registry.scrape()).contains("llmisvc_child_fights_total{kind=\"Service\",} 0.0");
    // When
    meters.count(Metric.CHILD_FIGHTS, "Service");
    meters.expect(Metric.CHILD_FIGHTS, "Service");
    // Then
    assertThat(registry.scrape()).contains("llmisvc_child_fights_total{kind=\"Service\",} 1.0");
  }

  @Test
  void wantsEachLabel() {
    assertThatThrownBy(() -> meters.count(Metric.CHILD_WRITES, "Deployment"))
        .hasMessage("llmisvc_child_writes_total has labels [kind, result], not [Deployment]");
  }

  @Test
  void namesNoMetricTwice() {
    assertThat(Arrays.stream(Metric.values()).map(Metric::prometheusName)).doesNotHaveDuplicates();
  }

  @Test
  void boundsWhatOthersChoose() {
    Bounded reasons = new Bounded(2);
    assertThat(Stream.of("a", "b", "c", "a", "d").map(reasons::of))
        .containsExactly("a", "b", "other", "a", "other");
    Bounded others = new Bounded(1, Set.of("ours"));
    assertThat(Stream.of("a", "b", "ours").map(others::of)).containsExactly("a", "other", "ours");
  }

  /** With labels whose values are their names. */
  private void recordOnce(Metric metric) {
    String[] labels = metric.labels().toArray(String[]::new);
    switch (metric.type()) {
      case COUNTER -> meters.count(metric, labels);
      case GAUGE -> meters.gauge(metric, () -> Stream.of(Meters.Sample.of(1, labels)));
      case HISTOGRAM -> {
        if (metric.prometheusName().endsWith("_seconds")) {
          meters.record(metric, Duration.ofMillis(1), labels);
        } else {
          meters.record(metric, 1, labels);
        }
      }
    }
  }
}
