package io.llmisvc.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when webhooks are off, or answer with a certificate. */
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
        .status(webhooks.areServed())
        .withData("certificates", webhooks.mode().toString())
        .withData("port", webhooks.port())
        .build();
  }
}
