package io.llmisvc.dev;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.dashboards.Dashboards;
import io.llmisvc.dashboards.Panel;
import io.llmisvc.dashboards.PanelReader;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Command;
import io.llmisvc.testing.Prometheus;
import io.llmisvc.testing.Prometheus.Alert;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Things that break where the operator runs, as {@code make run MONITOR=1} has it: each fires the
 * alert that names it, whose runbook leads to the cause, and a dashboard shows it.
 */
@Tag("packaged")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BreakdownTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration SCRAPED = Duration.ofSeconds(2);
  private static final int THE_OTHERS_FIRST = Integer.MAX_VALUE;
  private static final String RUNBOOKS = "docs/runbooks/";

  private static final String BROKEN_CONFIG =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: broken, namespace: default}
      spec: {labels: {a: "{{ .Missing }}"}}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: failing, namespace: default}
      spec: {model: {uri: "hf://a/b"}, baseRefs: [{name: broken}]}
      """;

  private static final String TWINS =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: one, namespace: default}
      spec: {model: {uri: "hf://a/b", name: same}, router: {route: {}}}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: other, namespace: default}
      spec: {model: {uri: "hf://a/b", name: same}, router: {route: {}}}
      """;

  private static final Instant START = Instant.now();
  private static DevCluster cluster;
  private static Prometheus prometheus;

  @BeforeAll
  static void start() {
    List<ObjectNode> manifests =
        Stream.of(
                "base/namespace",
                "base/rbac",
                "base/operator-config",
                "base/presets",
                "components/self-managed/rbac")
            .map(file -> Path.of("kubernetes", file + ".yaml"))
            .flatMap(file -> AppliedManifests.read(file).stream())
            .toList();
    cluster =
        DevCluster.start(
            manifests,
            Map.of(
                "LLMISVC_WEBHOOKS", "self-managed",
                "WEBHOOK_ADDRESS", "127.0.0.1",
                "WEBHOOK_PORT", "0"));
    prometheus =
        Monitor.startImpatient(
            cluster.controlPlane().directory(), URI.create(cluster.management() + "/metrics"));
    Await.until(
        "the operator leads", PATIENCE, () -> !prometheus.query("llmisvc_leader == 1").isEmpty());
  }

  @AfterAll
  static void close() {
    prometheus.close();
    cluster.close();
  }

  @Test
  void theControllerOfLeaderWorkerSetsIsGone() throws IOException {
    // When
    cluster.controllers().stopLeaderWorkerSets();
    AppliedManifests.apply(cluster.admin(), Path.of("samples/04-multi-node.yaml"));
    // Then
    Alert alert = awaitAlert("LlmisvcServiceNotReady", Map.of("name", "multi-node"));
    assertThat(runbook(alert)).contains("LeaderWorkerSet", "lws-controller-manager");
    assertShows("Not Ready since", "multi-node");
  }

  @Test
  void aConfigHasABadTemplate() throws IOException {
    // When
    apply(BROKEN_CONFIG);
    // Then
    Alert alert =
        awaitAlert("LlmisvcConfigFailing", Map.of("namespace", "default", "name", "broken"));
    assertThat(runbook(alert)).contains("line and column in a template");
    assertShows("Failing configs by users", "broken");
  }

  @Test
  void twoServicesPublishOneName() throws IOException {
    // When
    apply(TWINS);
    // Then
    Alert alert = awaitAlert("LlmisvcModelNameCollision", Map.of("namespace", "kserve"));
    assertThat(runbook(alert)).contains("spec.model.name", "reason=ModelNameCollision");
    assertShows("Findings", "ModelNameCollision");
  }

  @Test
  void aCertificateIsDeleted() throws IOException {
    // Given
    String certificate = "llmisvc_certificate_not_after_timestamp_seconds{certificate=\"webhook\"}";
    Await.until("it has one", PATIENCE, () -> !prometheus.query(certificate).isEmpty());
    // When
    cluster
        .admin()
        .secrets()
        .inNamespace("kserve")
        .withName("llmisvc-webhook-server-cert")
        .delete();
    // Then
    Alert alert = awaitAlert("LlmisvcCertificateReplaced", Map.of("certificate", "webhook"));
    assertThat(runbook(alert)).contains("llmisvc-webhook-server-cert", "deleted");
    assertShows("Certificates end in", "webhook");
  }

  @Test
  @Order(THE_OTHERS_FIRST)
  void theApiServerIsGone() throws IOException {
    // When
    cluster.controlPlane().stopApiServer();
    try {
      // Then
      Alert alert = awaitAlert("LlmisvcApiServerUnreachable", Map.of("namespace", "kserve"));
      assertThat(runbook(alert)).contains("/readyz?verbose", "llmisvc_api_requests_total");
      assertShows("Requests by code", "0");
      assertThat(Command.run("curl", "-s", "-m", "5", cluster.management() + "/healthz").out())
          .as("a restart would not help")
          .contains("\"status\": \"UP\"")
          .doesNotContain("DOWN");
    } finally {
      cluster.controlPlane().startApiServer();
    }
    Await.until(
        "nobody has to do anything when it is back",
        PATIENCE,
        () -> firing("LlmisvcApiServerUnreachable").findAny().isEmpty());
  }

  private static void apply(String documents) {
    for (String document : documents.split("---\n")) {
      AppliedManifests.apply(cluster.admin(), Yaml.object(document));
    }
  }

  private static Alert awaitAlert(String name, Map<String, String> labels) {
    Await.until(
        name,
        PATIENCE,
        () ->
            firing(name)
                .anyMatch(alert -> alert.labels().entrySet().containsAll(labels.entrySet())));
    return firing(name).findFirst().orElseThrow();
  }

  private static Stream<Alert> firing(String name) {
    return prometheus.alerts().stream()
        .filter(alert -> alert.name().equals(name) && alert.isFiring());
  }

  private static String runbook(Alert alert) throws IOException {
    String url = requireNonNull(alert.annotations().get("runbook_url"));
    return Files.readString(Path.of(url.substring(url.indexOf(RUNBOOKS))));
  }

  private static void assertShows(String title, String what) {
    Panel panel =
        Dashboards.ALL.stream()
            .flatMap(dashboard -> dashboard.panels())
            .filter(candidate -> candidate.title().equals(title))
            .findFirst()
            .orElseThrow();
    PanelReader reader = new PanelReader(prometheus.address(), Map.of("__rate_interval", "20s"));
    Await.untilAsserted(
        PATIENCE,
        () ->
            assertThat(reader.read(panel, new PanelReader.Span(START, Instant.now(), SCRAPED)))
                .as(title)
                .anyMatch(curve -> curve.name().matches("(.*\\W)?" + what + "(\\W.*)?")));
  }
}
