package io.llmisvc.reconcile;

import io.llmisvc.cluster.WatchState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when services and configs are watched. The framework's own check, in the place of which
 * this is, gives no answer before its first lists.
 */
@Readiness
@Singleton
final class WatchesCheck implements HealthCheck {
  private final FrameworkStart start;
  private final OperatorWatches watches;

  @Inject
  WatchesCheck(FrameworkStart start, OperatorWatches watches) {
    this.start = start;
    this.watches = watches;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("services and configs are watched");
    if (!start.isDone()) {
      return response.down().withData("waiting for", "their first lists").build();
    }
    String broken =
        watches
            .ofFramework()
            .filter(watch -> !watch.isSynced())
            .map(WatchState::resource)
            .sorted()
            .collect(Collectors.joining(", "));
    return broken.isEmpty()
        ? response.up().build()
        : response.down().withData("broken", broken).build();
  }
}
