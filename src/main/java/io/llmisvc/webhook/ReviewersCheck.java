package io.llmisvc.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
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
    List<String> dead = webhooks.dead();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("reviews can be answered")
            .withData("certificates", webhooks.mode().toString());
    return dead.isEmpty()
        ? response.up().build()
        : response.down().withData("dead", "threads for " + String.join(", ", dead)).build();
  }
}
