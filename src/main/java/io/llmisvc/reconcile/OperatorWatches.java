package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.llmisvc.api.ServingApi;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.WatchState;
import io.llmisvc.cluster.serving.ServingAccess;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Stream;

/** How all that the operator watches is watched, by the framework or by itself. */
@Singleton
final class OperatorWatches {
  private final FrameworkStart start;
  private final Operator operator;
  private final OperatorRuntime runtime;
  private final OwnDefinitions definitions;
  private final ServingAccess serving;

  @Inject
  OperatorWatches(
      FrameworkStart start,
      Operator operator,
      OperatorRuntime runtime,
      OwnDefinitions definitions,
      ServingAccess serving) {
    this.start = start;
    this.operator = operator;
    this.runtime = runtime;
    this.definitions = definitions;
    this.serving = serving;
  }

  Stream<WatchState> states() {
    return Stream.of(
            runtime.cluster().watches().stream(),
            definitions.watches().stream(),
            serving.watches(),
            ofFramework())
        .flatMap(all -> all);
  }

  /** Those of services and configs; the framework answers nothing before its first lists. */
  Stream<WatchState> ofFramework() {
    if (!start.isDone()) {
      return Stream.of(ServingApi.SERVICE_PLURAL, ServingApi.CONFIG_PLURAL)
          .map(resource -> new WatchState(resource, false, false));
    }
    var unhealthy = operator.getRuntimeInfo().unhealthyEventSources();
    return operator.getRegisteredControllers().stream()
        .map(controller -> controller.getConfiguration())
        .map(
            controller -> {
              var broken = unhealthy.getOrDefault(controller.getName(), Map.of());
              return new WatchState(
                  controller.getResourceTypeName().split("\\.", 2)[0],
                  broken.isEmpty(),
                  broken.values().stream().anyMatch(OperatorWatches::isDead));
            });
  }

  private static boolean isDead(EventSourceHealthIndicator source) {
    return source instanceof InformerWrappingEventSourceHealthIndicator<?> informers
        && informers.informerHealthIndicators().values().stream()
            .anyMatch(OperatorWatches::hasEnded);
  }

  private static boolean hasEnded(InformerHealthIndicator informer) {
    return !informer.isRunning();
  }
}
