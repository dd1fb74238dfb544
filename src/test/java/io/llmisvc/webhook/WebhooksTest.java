package io.llmisvc.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.certificate.CertificateIssuer;
import io.llmisvc.cluster.certificate.KeyAndCertificate;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.cluster.certificate.Validity;
import io.llmisvc.cluster.serving.ServingAccess;
import io.llmisvc.config.MetricsEnvironment;
import io.llmisvc.config.WebhookEnvironment;
import io.llmisvc.metrics.Meters;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.ServerIdentity;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the operator is ready, by what its environment says of webhooks. */
class WebhooksTest {
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir private Path directory;

  private final KubernetesClient client = mock(KubernetesClient.class);
  private final int port = ControlPlane.freePort();

  @AfterAll
  static void end() {
    VERTX.close();
  }

  @Test
  void waitForNothingWhenTheyAreOff() {
    // Given
    Webhooks webhooks = webhooks("off");
    // When
    webhooks.start();
    // Then
    assertThat(status(webhooks)).isEqualTo(HealthCheckResponse.Status.UP);
    verifyNoInteractions(client);
    webhooks.stop();
  }

  @Test
  void areServedWithTheCertificateOfFiles() throws IOException {
    // Given
    Webhooks webhooks = webhooks("files");
    ServerIdentity identity = ServerIdentity.ofLoopback();
    webhooks.start();
    assertThat(status(webhooks)).isEqualTo(HealthCheckResponse.Status.DOWN);
    // When
    Files.writeString(directory.resolve("tls.crt"), identity.certificatePem());
    Files.writeString(directory.resolve("tls.key"), identity.keyPem());
    // Then
    Await.until("served", () -> status(webhooks) == HealthCheckResponse.Status.UP);
    assertThat(ReviewClient.of(port, identity).get("/").statusCode()).isEqualTo(404);
    verifyNoInteractions(client);
    webhooks.stop();
  }

  @Test
  void areNotReadyWithACertificateThatHasEnded() throws IOException {
    // Given
    Webhooks webhooks = webhooks("files");
    Instant end = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    KeyAndCertificate ended =
        new CertificateIssuer()
            .selfSigned(
                new ServerNames(List.of("a"), List.of()), new Validity(end.minusSeconds(60), end));
    Files.writeString(directory.resolve("tls.crt"), ended.certificatePem());
    Files.writeString(directory.resolve("tls.key"), ended.keyPem());
    // When
    webhooks.start();
    // Then
    Await.until("served", webhooks::areServed);
    HealthCheckResponse response = new ServedCheck(webhooks).call();
    assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    assertThat(response.getData().orElseThrow()).containsEntry("certificate ends", end.toString());
    webhooks.stop();
  }

  @Test
  void areDeadWithoutThreadsThatAnswer() {
    // Given
    ReviewSite site = new ReviewSite(List.of(), Limits.production(), Meters.unseen());
    HttpsServer server =
        new HttpsServer(
            VERTX, SocketAddress.inetSocketAddress(0, "127.0.0.1"), Limits.production(), site);
    assertThat(server.isAlive()).isTrue();
    // When
    site.close();
    // Then
    assertThat(server.isAlive()).isFalse();
    // When
    server.close();
    // Then
    assertThat(server.isAlive()).as("it was stopped").isTrue();
  }

  @Test
  void areDeadByName() {
    // Given
    Webhooks webhooks = mock(Webhooks.class);
    when(webhooks.mode()).thenReturn(WebhookEnvironment.Certificates.FILES);
    assertThat(new ReviewersCheck(webhooks).call().getStatus())
        .isEqualTo(HealthCheckResponse.Status.UP);
    // When
    when(webhooks.dead()).thenReturn(List.of("reviews", "metrics"));
    // Then
    HealthCheckResponse response = new ReviewersCheck(webhooks).call();
    assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    assertThat(response.getData().orElseThrow())
        .containsEntry("dead", "threads for reviews, metrics");
  }

  private static HealthCheckResponse.Status status(Webhooks webhooks) {
    return new ServedCheck(webhooks).call().getStatus();
  }

  private Webhooks webhooks(String mode) {
    return new Webhooks(
        VERTX,
        Meters.unseen(),
        new ReviewEndpoints(List.of()),
        new ServingAccess(client, new OwnDefinitions(client)),
        WebhookEnvironment.of(
            Map.of(
                "LLMISVC_WEBHOOKS",
                mode,
                "WEBHOOK_ADDRESS",
                "127.0.0.1",
                "WEBHOOK_PORT",
                String.valueOf(port),
                "WEBHOOK_CERT_DIR",
                directory.toString())),
        MetricsEnvironment.of(Map.of()));
  }
}
