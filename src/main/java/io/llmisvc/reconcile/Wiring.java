package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.config.Environment;
import io.llmisvc.plan.Planner;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the operator together. */
final class Wiring {
  private static final String LEASE = "llminferenceservice-kserve-controller-manager";

  @Produces
  @Singleton
  Runtime runtime(ClusterAccess access) {
    return runtime(access, Environment.current(), Clock.systemUTC());
  }

  static Runtime runtime(ClusterAccess access, Environment environment, Clock clock) {
    ServiceEvents serviceEvents = new ServiceEvents();
    return new Runtime(
        access.open(clock, serviceEvents),
        Planner.create(),
        new OperatorSettings(environment),
        serviceEvents,
        new ConfigEvents(),
        new ConfigUsage(),
        clock);
  }

  void stop(@Disposes Runtime runtime) {
    runtime.cluster().close();
  }

  /** One operator at a time writes; a second one waits until the first lets go of the lease. */
  @Produces
  @Singleton
  LeaderElectionConfiguration leaderElection() {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
        .withLeaseNamespace(Environment.current().systemNamespace())
        .build();
  }

  @Produces
  @Singleton
  Metrics metrics(MeterRegistry registry) {
    return MicrometerMetrics.withoutPerResourceMetrics(registry);
  }
}
