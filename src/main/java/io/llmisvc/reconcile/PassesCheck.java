package io.llmisvc.reconcile;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while passes that wait get their turn. */
@Liveness
@Singleton
final class PassesCheck implements HealthCheck {
  /** A pass has a few requests, each with an end; it may wait that long and not longer. */
  static final Duration STUCK = Duration.ofMinutes(10);

  private final NamespaceTurns turns;

  @Inject
  PassesCheck(NamespaceTurns turns) {
    this.turns = turns;
  }

  @Override
  public HealthCheckResponse call() {
    Duration standstill = turns.standstill();
    return HealthCheckResponse.named("passes go on")
        .status(standstill.compareTo(STUCK) < 0)
        .withData("seconds that passes wait and none begins or ends", standstill.toSeconds())
        .build();
  }
}
