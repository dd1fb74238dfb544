package io.llmisvc.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.llmisvc.cluster.ApiRequests;
import io.llmisvc.cluster.OperatorClient;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.cluster.serving.ServingAccess;
import io.llmisvc.config.MetricsEnvironment;
import io.llmisvc.config.WebhookEnvironment;
import io.llmisvc.metrics.Meters;
import io.llmisvc.metrics.Metric;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.ServerIdentity;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics for those whom a real API server lets read them; who leads does not matter. */
class SecureMetricsTest {
  private static final String READER_BINDING =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: reader}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: llmisvc-metrics-reader}
      subjects: [{kind: ServiceAccount, name: reader, namespace: kserve}]
      """;
  private static final Vertx VERTX = Vertx.vertx();
  private static final ServerIdentity IDENTITY = ServerIdentity.ofLoopback();

  @TempDir private static Path certificates;
  @TempDir private static Path manifests;

  private static final PrometheusMeterRegistry REGISTRY =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private static ControlPlane controlPlane;
  private static KubernetesClient client;
  private static Webhooks webhooks;
  private static ReviewClient caller;

  @BeforeAll
  static void start() throws IOException {
    controlPlane = ControlPlane.start();
    KubernetesClient admin = controlPlane.admin();
    admin
        .resource(new NamespaceBuilder().withNewMetadata().withName("kserve").endMetadata().build())
        .create();
    AppliedManifests.apply(admin, Path.of("kubernetes/components/secure-metrics/rbac.yaml"));
    AppliedManifests.apply(
        admin, Files.writeString(manifests.resolve("reader.yaml"), READER_BINDING));
    for (String account : new String[] {"llmisvc-controller-manager", "reader", "stranger"}) {
      admin
          .resource(
              new ServiceAccountBuilder()
                  .withNewMetadata()
                  .withNamespace("kserve")
                  .withName(account)
                  .endMetadata()
                  .build())
          .create();
    }
    Meters meters = new Meters(REGISTRY);
    client =
        OperatorClient.bounded(
            new KubernetesClientBuilder(),
            controlPlane.configFor("kserve", "llmisvc-controller-manager"),
            new LeaseTerm(),
            new ApiRequests(meters, Clock.systemUTC()));
    Files.writeString(certificates.resolve("tls.crt"), IDENTITY.certificatePem());
    Files.writeString(certificates.resolve("tls.key"), IDENTITY.keyPem());
    webhooks =
        webhooks(client, meters, "LLMISVC_WEBHOOKS", "files", "WEBHOOK_CERT_DIR", certificates);
    webhooks.start();
    Await.until("metrics are served", () -> webhooks.metricsPort() != 0);
    caller = ReviewClient.of(webhooks.metricsPort(), IDENTITY);
    meters.count(Metric.CHILD_FIGHTS, "Deployment");
  }

  private static Webhooks webhooks(
      KubernetesClient client, Meters meters, String name, String value, Object... more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                name,
                value,
                "WEBHOOK_ADDRESS",
                "127.0.0.1",
                "WEBHOOK_PORT",
                "0",
                "LLMISVC_METRICS_SECURE",
                "true",
                "LLMISVC_METRICS_ADDRESS",
                "127.0.0.1",
                "LLMISVC_METRICS_PORT",
                "0"));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i].toString(), more[i + 1].toString());
    }
    return new Webhooks(
        VERTX,
        meters,
        new ReviewEndpoints(List.of()),
        new ServingAccess(client, new OwnDefinitions(client)),
        WebhookEnvironment.of(environment),
        MetricsEnvironment.of(environment));
  }

  @AfterAll
  static void stop() {
    webhooks.stop();
    client.close();
    VERTX.close();
    controlPlane.close();
  }

  private static String token(String account) {
    Config config = controlPlane.configFor("kserve", account);
    return "Bearer " + config.getAutoOAuthToken();
  }

  @Test
  void areToldToWhoMayReadThemForFewRequests() {
    // Given
    String token = token("reader");
    HttpResponse<String> first = caller.get("/metrics", token);
    double asked = asked();
    // When
    HttpResponse<String> second = caller.get("/metrics", token);
    // Then
    for (HttpResponse<String> response : List.of(first, second)) {
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
      assertThat(response.body())
          .contains("llmisvc_child_fights_total{kind=\"Deployment\",} 1.0\n");
    }
    assertThat(asked()).isEqualTo(asked);
  }

  private static double asked() {
    return REGISTRY.find("llmisvc.api.requests").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  @Test
  void areToldToNobodyElse() {
    assertThat(caller.get("/metrics", token("stranger")).statusCode()).isEqualTo(403);
    assertThat(caller.get("/metrics", "Bearer of.bad.news").statusCode()).isEqualTo(401);
    assertThat(caller.get("/metrics", "Basic YTpi").statusCode()).isEqualTo(401);
    HttpResponse<String> nobody = caller.get("/metrics");
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @ParameterizedTest
  @CsvSource({"/,404", "/metrics/,404", "/healthz,404"})
  void areAllThatThereIs(String path, int status) {
    assertThat(caller.get(path, token("reader")).statusCode()).isEqualTo(status);
  }

  @Test
  void takeNoPosts() {
    assertThat(caller.post("/metrics", "{}").statusCode()).isEqualTo(405);
  }

  @Test
  void doNotGoTheWayOfWebhooks() {
    ReviewClient api = ReviewClient.of(webhooks.port(), IDENTITY);
    assertThat(api.get("/metrics", token("reader")).statusCode()).isEqualTo(404);
  }

  @Test
  void areServedWithoutWebhooksToo() {
    // Given
    PrometheusMeterRegistry seen = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Webhooks without = webhooks(client, new Meters(seen), "LLMISVC_WEBHOOKS", "off");
    // When
    without.start();
    // Then
    Await.until("metrics are served", () -> without.metricsPort() != 0);
    assertThat(without.port()).isZero();
    assertThat(without.areServed()).isTrue();
    assertThat(seen.scrape())
        .contains("llmisvc_certificate_not_after_timestamp_seconds{certificate=\"metrics\"");
    without.stop();
  }

  @Test
  void areNotOnTheOpenPortAnyMore() throws Exception {
    // Given
    Router router = Router.router(VERTX);
    router.route("/metrics").order(-1).handler(request -> request.end("open"));
    router.route("/healthz").handler(request -> request.end("alive"));
    // When
    PlainMetrics.hide(router);
    // Then
    var server =
        VERTX
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    try (var http = HttpClient.newHttpClient()) {
      for (String path : new String[] {"metrics", "metrics/", "/metrics", "healthz"}) {
        var response =
            http.send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + "/" + path))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(path.equals("healthz") ? 200 : 404);
      }
    }
    server.close();
  }
}
