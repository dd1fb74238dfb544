package io.llmisvc.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while there are threads that would answer reviews. */
@Liveness
@Singleton
final class ReviewersCheck implements HealthCheck {
  private final Webhooks webhooks;

  @Inject
  ReviewersCheck(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("reviews can be answered")
        .status(webhooks.areAlive())
        .withData("certificates", webhooks.mode().toString())
        .build();
  }
}
