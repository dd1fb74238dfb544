package io.llmisvc.reconcile;

import io.llmisvc.cluster.ApiRequests;
import io.llmisvc.cluster.lease.Timing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the API server answers. Every replica asks about the lease at least every few
 * seconds, so who has no answer for as long as a lease lasts would have lost it.
 */
@Readiness
@Singleton
final class ApiServerCheck implements HealthCheck {
  static final Duration PATIENCE = Timing.PRODUCTION.lease();

  private final ApiRequests requests;
  private final Clock clock;

  @Inject
  ApiServerCheck(ApiRequests requests) {
    this(requests, Clock.systemUTC());
  }

  ApiServerCheck(ApiRequests requests, Clock clock) {
    this.requests = requests;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<Instant> last = requests.lastAnswer();
    return HealthCheckResponse.named("the API server answers")
        .status(last.filter(at -> clock.instant().isBefore(at.plus(PATIENCE))).isPresent())
        .withData("last answer", last.map(Instant::toString).orElse("none"))
        .build();
  }
}
