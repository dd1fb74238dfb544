package io.llmisvc.reconcile;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Started when all is put together and the cluster is being read. How long that takes is up to the
 * API server; who were started anew meanwhile would begin at its beginning.
 */
@Startup
@Singleton
final class StartedCheck implements HealthCheck {
  private final FrameworkStart start;

  @Inject
  StartedCheck(FrameworkStart start) {
    this.start = start;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("started")
        .status(start.isBegun())
        .withData("services and configs are listed", start.isDone())
        .build();
  }
}
