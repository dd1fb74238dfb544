package io.llmisvc.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.dashboards.Dashboards;
import io.llmisvc.dashboards.Panel;
import io.llmisvc.dashboards.PanelReader;
import io.llmisvc.dashboards.PanelReader.Span;
import io.llmisvc.dashboards.Picture;
import io.llmisvc.dev.Monitor;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Prometheus;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each panel of the dashboards shows something of an operator at work, or says why it does not. It
 * shares the application of {@link WiringTest}, and comes before it has webhooks that refuse a
 * broken config.
 */
@QuarkusTest
@WithTestResource(OwnWorld.class)
@Order(Integer.MAX_VALUE - 2)
class PanelsTest {
  private static final Duration SCRAPED = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Each time another spec for both, and for the config that the first one uses. */
  private static final String WORK =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: base}
      spec: {labels: {round: "%1$d"}}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: shown}
      spec: {model: {uri: "hf://a/b"}, replicas: 1, annotations: {round: "%1$d"}, baseRefs: [{name: base}]}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: broken}
      spec: {labels: {a: "{{ .Missing }}"}}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: failing}
      spec: {model: {uri: "hf://a/b"}, baseRefs: [{name: broken}]}
      """;

  private static final String OLDER_SERVICES =
      "/apis/serving.kserve.io/v1alpha1/namespaces/" + OwnWorld.OLDER + "/llminferenceservices";

  @Nullable OperatorWorld world;

  @TestHTTPResource(value = "metrics", management = true)
  @Nullable URI metrics;

  @TempDir private Path directory;

  private int round;

  @Test
  void showAnOperatorAtWork() {
    // Given
    String namespace = world().newNamespace();
    Instant start = Instant.now();
    try (Prometheus prometheus = Monitor.start(directory, requireNonNull(metrics))) {
      PanelReader reader =
          new PanelReader(
              prometheus.address(),
              Map.of("namespace", namespace, "name", "shown", "__rate_interval", "20s"));
      // When
      Await.untilAsserted(
          PATIENCE,
          () -> {
            work(namespace);
            awaitScrape(prometheus);
            // Then
            Span span = new Span(start, Instant.now(), SCRAPED);
            assertThat(wrong(reader, span)).isEmpty();
          });
      assertThat(Picture.draw(prometheus.address(), new Span(start, Instant.now(), SCRAPED)))
          .startsWith("<svg ")
          .endsWith("</svg>\n")
          .contains(">deployment<", "failing")
          .doesNotContain(">none<");
    }
  }

  /** Changes what the operator has to follow, and asks for a conversion. */
  private void work(String namespace) {
    world().apply(namespace, WORK.formatted(++round));
    world().awaitReady(namespace, "shown");
    world().await(namespace, "failing", "Ready", "False");
    assertThat(world().admin().raw(OLDER_SERVICES)).contains("shallow");
  }

  private static void awaitScrape(Prometheus prometheus) {
    long now = Instant.now().getEpochSecond() + 1;
    Await.until(
        "a scrape after what was done",
        () ->
            prometheus.query("timestamp(llmisvc_leader)").stream()
                .anyMatch(series -> series.value() > now));
  }

  /** What shows nothing without a reason, or something where it should not. */
  private static List<String> wrong(PanelReader reader, Span span) {
    return Dashboards.ALL.stream()
        .flatMap(
            dashboard ->
                dashboard
                    .panels()
                    .flatMap(
                        panel ->
                            wrong(reader, span, panel)
                                .map(query -> dashboard.uid() + ": " + panel.title() + query)))
        .toList();
  }

  private static Stream<String> wrong(PanelReader reader, Span span, Panel panel) {
    return panel.queries().stream()
        .filter(
            query ->
                panel.emptyBecause().isPresent()
                    ? !reader.read(panel, query, endOf(span)).isEmpty()
                    : reader.read(panel, query, span).isEmpty())
        .map(
            query ->
                panel
                        .emptyBecause()
                        .map(reason -> " is not empty, but should: " + reason)
                        .orElse("")
                    + ": "
                    + query.expression());
  }

  /** What was true for a while, as that a service was not Ready, may be true no more. */
  private static Span endOf(Span span) {
    return new Span(span.end(), span.end(), span.step());
  }

  private OperatorWorld world() {
    return requireNonNull(world);
  }
}
