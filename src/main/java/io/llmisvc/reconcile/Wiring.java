package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.llmisvc.admission.Admission;
import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.WebhookEnvironment;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Planner;
import io.llmisvc.plan.Publications;
import io.llmisvc.plan.Settling;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the operator together. */
final class Wiring {
  @Produces
  @Singleton
  OperatorRuntime runtime(ClusterAccess access) {
    return runtime(access, OperatorEnvironment.current(), Clock.systemUTC());
  }

  static OperatorRuntime runtime(
      ClusterAccess access, OperatorEnvironment environment, Clock clock) {
    ServiceEvents serviceEvents = new ServiceEvents();
    ConfigUsage usage = new ConfigUsage(environment.systemNamespace());
    Planner planner = Planner.create();
    return new OperatorRuntime(
        access.open(environment.watchedNamespaces(), clock, serviceEvents),
        planner,
        new OperatorSettings(environment),
        serviceEvents,
        new ConfigEvents(),
        usage,
        new KnownUsers(serviceEvents::known),
        new Settling(
            planner,
            new Publications(() -> publishedBefore(serviceEvents, planner)),
            serviceEvents::serviceChanged),
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

  @Produces
  @Singleton
  Admission admission(OperatorRuntime runtime) {
    return new Admission(
        runtime.planner(),
        new LiveSurroundings(runtime, WebhookEnvironment.threads()),
        OperatorEnvironment.current().protectsWellKnown());
  }

  void stop(@Disposes OperatorRuntime runtime) {
    runtime.cluster().close();
  }

  @Produces
  @Singleton
  FirstInstall firstInstall(
      OperatorRuntime runtime,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    return new FirstInstall(runtime, version);
  }

  void stop(@Disposes FirstInstall install) {
    install.close();
  }

  @Produces
  @Singleton
  @Typed(PassesInFlight.class) // not as one more Metrics, of which the framework wants one
  PassesInFlight passesInFlight() {
    return new PassesInFlight();
  }

  @Produces
  @Singleton
  Metrics metrics(MeterRegistry registry, NamespaceTurns turns, PassesInFlight passes) {
    return new AggregatedMetrics(
        List.of(
            MicrometerMetrics.withoutPerResourceMetrics(registry),
            new PassOutcomes(turns),
            passes));
  }

  @Produces
  @Singleton
  NamespaceTurns turns(
      @ConfigProperty(name = "quarkus.operator-sdk.concurrent-reconciliation-threads") int workers,
      MeterRegistry registry) {
    NamespaceTurns turns = new NamespaceTurns(NamespaceTurns.Limits.of(workers), Clock.systemUTC());
    Gauge.builder("llmisvc.namespaces.aside", turns, NamespaceTurns::setAside).register(registry);
    return turns;
  }

  @Produces
  @Singleton
  EarlyCollection collection(PassesInFlight passes) {
    return new EarlyCollection(passes::begun, EarlyCollection.oldGeneration(), System::gc);
  }

  void start(@Observes StartupEvent started, EarlyCollection collection) {
    collection.start();
  }

  void stop(@Disposes EarlyCollection collection) {
    collection.close();
  }

  void replaceWorkers(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start,
      QuarkusConfigurationService framework,
      NamespaceTurns turns) {
    FairExecutor.replaceWorkers(framework, turns);
  }
}
