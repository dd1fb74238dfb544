package io.llmisvc.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when webhooks are off, or answer with a certificate that holds. */
@Readiness
@Singleton
final class ServedCheck implements HealthCheck {
  private final Webhooks webhooks;

  @Inject
  ServedCheck(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("webhooks are served")
        .status(webhooks.areServed() && !webhooks.hasCertificateEnded())
        .withData("certificates", webhooks.mode().toString())
        .withData("port", webhooks.port())
        .withData(
            "certificate ends", webhooks.certificateEnd().map(Instant::toString).orElse("none"))
        .build();
  }
}
