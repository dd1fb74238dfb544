package io.llmisvc.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.serving.ServingAccess;
import io.llmisvc.config.WebhookEnvironment;
import io.llmisvc.metrics.Meters;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.ServerIdentity;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                directory.toString())));
  }
}
