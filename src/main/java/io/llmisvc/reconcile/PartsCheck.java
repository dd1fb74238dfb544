package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.Operator;
import io.llmisvc.cluster.WatchState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive while no part has ended that nothing begins again, but a new process: watches, and what
 * runs things. A watch that is broken and tries again lives.
 */
@Liveness
@Singleton
final class PartsCheck implements HealthCheck {
  private final BooleanSupplier isStopping;
  private final OperatorWatches watches;
  private final Map<String, BooleanSupplier> parts;

  @Inject
  PartsCheck(
      FrameworkStart start,
      OperatorWatches watches,
      OperatorRuntime runtime,
      Operator operator,
      Leader leader) {
    this(
        start::isStopping,
        watches,
        Map.of(
            "kinds", () -> runtime.cluster().isAlive(),
            "lease", leader::isAlive,
            "workers",
                () ->
                    !operator
                        .getConfigurationService()
                        .getExecutorServiceManager()
                        .reconcileExecutorService()
                        .isShutdown()));
  }

  /**
   * @param parts tell whether they live
   */
  PartsCheck(
      BooleanSupplier isStopping, OperatorWatches watches, Map<String, BooleanSupplier> parts) {
    this.isStopping = isStopping;
    this.watches = watches;
    this.parts = new TreeMap<>(parts);
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("all parts live");
    if (isStopping.getAsBoolean()) {
      return response.up().withData("stopping", true).build();
    }
    String dead = dead();
    return dead.isEmpty() ? response.up().build() : response.down().withData("dead", dead).build();
  }

  private String dead() {
    return Stream.concat(
            parts.entrySet().stream()
                .filter(part -> !part.getValue().getAsBoolean())
                .map(Map.Entry::getKey),
            watches
                .states()
                .filter(WatchState::isDead)
                .map(watch -> "watch of " + watch.resource())
                .distinct())
        .collect(Collectors.joining(", "));
  }
}
