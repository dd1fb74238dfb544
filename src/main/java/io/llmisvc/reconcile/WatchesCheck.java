package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.Operator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
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
  private final Operator operator;

  @Inject
  WatchesCheck(FrameworkStart start, Operator operator) {
    this.start = start;
    this.operator = operator;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("services and configs are watched");
    if (!start.isDone()) {
      return response.down().withData("waiting for", "their first lists").build();
    }
    String broken =
        operator.getRuntimeInfo().unhealthyEventSources().entrySet().stream()
            .filter(controller -> !controller.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .sorted()
            .collect(Collectors.joining(", "));
    return broken.isEmpty()
        ? response.up().build()
        : response.down().withData("broken", broken).build();
  }
}
