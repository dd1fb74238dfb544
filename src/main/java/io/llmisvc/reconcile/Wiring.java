package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.Environment;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.Publication;
import io.llmisvc.plan.Planner;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts the operator together. */
final class Wiring {
  @Produces
  @Singleton
  Runtime runtime(ClusterAccess access) {
    return runtime(access, Environment.current(), Clock.systemUTC());
  }

  static Runtime runtime(ClusterAccess access, Environment environment, Clock clock) {
    ServiceEvents serviceEvents = new ServiceEvents();
    ConfigUsage usage = new ConfigUsage(environment.systemNamespace());
    Planner planner = Planner.create();
    return new Runtime(
        access.open(clock, serviceEvents),
        planner,
        new OperatorSettings(environment),
        serviceEvents,
        new ConfigEvents(),
        usage,
        new KnownUsers(serviceEvents::known, usage::knows),
        new Publications(() -> publishedBefore(serviceEvents, planner)),
        clock);
  }

  /** By the services that had a pass; a newer one is news to the others. */
  private static Map<NamespacedName, Publication> publishedBefore(
      ServiceEvents serviceEvents, Planner planner) {
    return serviceEvents
        .services()
        .filter(service -> service.getStatus() != null)
        .collect(Collectors.toMap(StoredService::id, service -> planner.published(service.tree())));
  }

  void stop(@Disposes Runtime runtime) {
    runtime.cluster().close();
  }

  @Produces
  @Singleton
  LeaderElectionConfiguration leaderElection() {
    return LeaderLease.of(Environment.current(), () -> Quarkus.asyncExit(1));
  }

  @Produces
  @Singleton
  Metrics metrics(MeterRegistry registry) {
    return MicrometerMetrics.withoutPerResourceMetrics(registry);
  }
}
