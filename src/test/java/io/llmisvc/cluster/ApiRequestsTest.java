package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.metrics.Meters;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

@WithControlPlane
class ApiRequestsTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ApiRequests requests =
      new ApiRequests(new Meters(registry), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void countsEachRequestOnce(KubernetesClient admin, TestNamespace namespace) {
    try (KubernetesClient client = counted(admin.getConfiguration())) {
      // When
      var maps = client.configMaps().inNamespace(namespace.name());
      maps.list();
      maps.withName("none").get();
      ConfigMap created =
          client
              .resource(
                  new ConfigMapBuilder()
                      .withNewMetadata()
                      .withName("a")
                      .withNamespace(namespace.name())
                      .endMetadata()
                      .build())
              .create();
      client.resource(created).delete();
      maps.watch(new Silent()).close();
      // Then
      String counted =
          "llmisvc_api_requests_total{code=\"%d\",resource=\"configmaps\",verb=\"%s\",} 1.0";
      // A watch is open before it is counted.
      Await.untilAsserted(
          () ->
              assertThat(registry.scrape())
                  .contains(
                      counted.formatted(200, "list"),
                      counted.formatted(404, "get"),
                      counted.formatted(201, "create"),
                      counted.formatted(200, "delete"),
                      counted.formatted(200, "watch"),
                      "llmisvc_api_request_duration_seconds_count{verb=\"create\",} 1.0",
                      "llmisvc_api_last_answer_timestamp_seconds %s".formatted(seconds()))
                  .doesNotContain("duration_seconds_count{verb=\"watch\"", namespace.name()));
    }
  }

  @Test
  void countsAWatchThatIsRefusedOnce(KubernetesClient admin, TestNamespace namespace) {
    try (KubernetesClient client =
        counted(
            new ConfigBuilder(admin.getConfiguration())
                .withImpersonateUsername("nobody")
                .build())) {
      // When
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(
              () -> client.configMaps().inNamespace(namespace.name()).watch(new Silent()).close());
      // Then
      Await.untilAsserted(
          () ->
              assertThat(registry.scrape())
                  .contains(
                      "llmisvc_api_requests_total{code=\"403\",resource=\"configmaps\","
                          + "verb=\"watch\",} 1.0"));
    }
  }

  /** It is sent again once, and neither is answered. */
  @Test
  void tellsRequestsWithoutAnAnswer() {
    try (KubernetesClient client =
        counted(
            new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:1")
                .withRequestRetryBackoffLimit(1)
                .build())) {
      // When
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> client.pods().inAnyNamespace().list());
    }
    // Then
    Await.untilAsserted(
        () ->
            assertThat(registry.scrape())
                .contains(
                    "llmisvc_api_requests_total{code=\"0\",resource=\"pods\",verb=\"list\",} 2.0")
                .doesNotContain("llmisvc_api_last_answer_timestamp_seconds " + seconds()));
    assertThat(requests.lastAnswer()).isEmpty();
  }

  /** Nobody sends them again, so the client tells no interceptor of them. */
  @Test
  void tellsRenewalsWithoutAnAnswer() {
    try (KubernetesClient client =
            counted(
                new ConfigBuilder(Config.empty()).withMasterUrl("https://127.0.0.1:1").build());
        KubernetesClient election = OperatorClient.ofElection(client, requests)) {
      // When
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(
              () -> election.resources(Lease.class).inNamespace("a").withName("lease").get());
    }
    // Then
    Await.untilAsserted(
        () ->
            assertThat(registry.scrape())
                .contains(
                    "llmisvc_api_requests_total{code=\"0\",resource=\"leases\",verb=\"get\",} 1.0"));
  }

  @Test
  void countsAnAnsweredRenewalOnce(KubernetesClient admin, TestNamespace namespace) {
    try (KubernetesClient election = OperatorClient.ofElection(admin, requests)) {
      // When
      election.resources(Lease.class).inNamespace(namespace.name()).withName("none").get();
    }
    // Then
    assertThat(registry.scrape())
        .contains("llmisvc_api_requests_total{code=\"404\",resource=\"leases\",verb=\"get\",} 1.0")
        .doesNotContain("code=\"0\"");
  }

  private static String seconds() {
    return String.valueOf((double) NOW.getEpochSecond());
  }

  private KubernetesClient counted(Config config) {
    return OperatorClient.bounded(
        new KubernetesClientBuilder(), config, LeaseTerm.endless(), requests);
  }

  private static final class Silent implements Watcher<ConfigMap> {
    @Override
    public void eventReceived(Action action, ConfigMap object) {}

    @Override
    public void onClose(WatcherException cause) {}
  }
}
