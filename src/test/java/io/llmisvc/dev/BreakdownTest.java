package io.llmisvc.dev;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.llmisvc.dashboards.Dashboards;
import io.llmisvc.dashboards.Panel;
import io.llmisvc.dashboards.PanelReader;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Command;
import io.llmisvc.testing.Prometheus;
import io.llmisvc.testing.Prometheus.Alert;
import io.llmisvc.testing.Shell;
import io.llmisvc.tree.Yaml;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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

  /** Its controller is a process here; this stands for it, as it is once it was scaled away. */
  private static final String SCALED_AWAY =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: lws-system}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: lws-controller-manager, namespace: lws-system}
      spec:
        replicas: 0
        selector: {matchLabels: {control-plane: controller-manager}}
        template:
          metadata: {labels: {control-plane: controller-manager}}
          spec: {containers: [{name: manager, image: "lws:1"}]}
      """;

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
  private static Shell shell;

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
    shell = Shell.of(cluster.controlPlane());
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
  void theControllerOfLeaderWorkerSetsIsGone() {
    // When
    cluster.controllers().stopLeaderWorkerSets();
    apply(SCALED_AWAY);
    AppliedManifests.apply(cluster.admin(), Path.of("samples/04-multi-node.yaml"));
    // Then
    Alert alert =
        awaitAlert("LlmisvcServiceNotReady", Map.of("namespace", "default", "name", "multi-node"));
    assertThat(follow(alert))
        .containsPattern("WorkerWorkloadReady False Reconcile\\w+Error .*failed calling webhook")
        .contains("leaderworkerset.kb.io");
    String row = runbook(alert).row("Reconcile…Error");
    assertThat(row).contains("failed calling webhook", "does not run");
    assertThat(Runbook.follow(shell, Runbook.commandsIn(row)))
        .containsPattern("lws-controller-manager +0/0");
    assertShows("Not Ready since", "multi-node");
  }

  @Test
  void aConfigHasABadTemplate() {
    // When
    apply(BROKEN_CONFIG);
    // Then
    Alert alert =
        awaitAlert("LlmisvcConfigFailing", Map.of("namespace", "default", "name", "broken"));
    assertThat(follow(alert))
        .containsPattern("default\tfailing\tCombineBaseError\t.*default/broken.*Missing")
        .contains("a: '{{ .Missing }}'");
    assertShows("Failing configs by users", "broken");
  }

  @Test
  void twoServicesPublishOneName() {
    // When
    apply(TWINS);
    // Then
    Alert alert = awaitAlert("LlmisvcModelNameCollision", Map.of("namespace", "kserve"));
    assertThat(follow(alert))
        .containsPattern("llminferenceservice/one .*/same is also published by other: ")
        .containsPattern("llminferenceservice/other .*/same is also published by one: ")
        .contains("default\tsame\tone\ndefault\tsame\tother\n");
    assertShows("Findings", "ModelNameCollision");
  }

  @Test
  void aCertificateIsDeleted() {
    // Given
    String certificate = "llmisvc_certificate_not_after_timestamp_seconds{certificate=\"webhook\"}";
    Await.until("it has one", PATIENCE, () -> !prometheus.query(certificate).isEmpty());
    var secret =
        cluster.admin().secrets().inNamespace("kserve").withName("llmisvc-webhook-server-cert");
    String uid = secret.get().getMetadata().getUid();
    // When
    secret.delete();
    // Then
    Alert alert = awaitAlert("LlmisvcCertificateReplaced", Map.of("certificate", "webhook"));
    Secret made = secret.get();
    assertThat(made.getMetadata().getUid()).isNotEqualTo(uid);
    assertThat(follow(alert))
        .contains(
            made.getMetadata().getCreationTimestamp(),
            "wrote certificates: secret=kserve/llmisvc-webhook-server-cert");
    assertShows("Certificates end in", "webhook");
  }

  @Test
  @Order(THE_OTHERS_FIRST)
  void theApiServerIsGone() {
    // When
    cluster.controlPlane().stopApiServer();
    try {
      // Then
      Alert alert = awaitAlert("LlmisvcApiServerUnreachable", Map.of("namespace", "kserve"));
      assertThat(follow(alert))
          .contains("$ kubectl get --raw '/readyz?verbose'\nThe connection to the server ")
          .contains("was refused")
          .contains("the lease cannot be read or written");
      assertThat(runbook(alert).text())
          .contains("`kubectl` fails as well: it is the API server")
          .contains("`llmisvc_api_requests_total{code=\"0\"}`: no connection");
      assertThat(prometheus.query("llmisvc_api_requests_total{code=\"0\",resource=\"leases\"} > 0"))
          .isNotEmpty();
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
    AtomicReference<Alert> found = new AtomicReference<>();
    Await.untilAsserted(
        PATIENCE,
        () ->
            found.set(
                firing(name)
                    .filter(it -> it.labels().entrySet().containsAll(labels.entrySet()))
                    .findAny()
                    .orElseThrow(() -> new AssertionError(name + labels + " does not fire"))));
    return requireNonNull(found.get());
  }

  private static Stream<Alert> firing(String name) {
    return prometheus.alerts().stream()
        .filter(alert -> alert.name().equals(name) && alert.isFiring());
  }

  private static Runbook runbook(Alert alert) {
    return Runbook.at(requireNonNull(alert.annotations().get("runbook_url")));
  }

  /** What the commands of the alert's runbook say; the operator is no pod here, its log a file. */
  private static String follow(Alert alert) {
    Map<String, String> words =
        Map.of(
            "NAMESPACE", alert.labels().getOrDefault("namespace", ""),
            "NAME", alert.labels().getOrDefault("name", ""));
    String log = "cat '" + cluster.operator().log() + "'";
    return Runbook.follow(
        shell,
        runbook(alert).commands().stream()
            .map(command -> Runbook.filledIn(command, words))
            .map(command -> command.replaceAll("kubectl -n kserve logs \\S+", log))
            .toList());
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
