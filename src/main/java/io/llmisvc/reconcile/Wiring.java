package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.llmisvc.admission.Admission;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.WebhookEnvironment;
import io.llmisvc.metrics.Meters;
import io.llmisvc.metrics.Metric;
import io.llmisvc.plan.Groups;
import io.llmisvc.plan.Planner;
import io.llmisvc.plan.Publications;
import io.llmisvc.plan.Settling;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the operator together. */
final class Wiring {
  private static final Pattern FRAMEWORK =
      Pattern.compile("reconciliations\\.|events\\.received|custom_resources");

  @Produces
  @Singleton
  Meters meters(PrometheusMeterRegistry registry) {
    return new Meters(registry);
  }

  @Produces
  @Singleton
  OperatorRuntime runtime(ClusterAccess access, Meters meters, Instance<OpenTelemetry> traces) {
    OperatorRuntime runtime =
        runtime(
            access,
            OperatorEnvironment.current(),
            Clock.systemUTC(),
            meters,
            traces.isResolvable() ? new Spans(traces.get()) : Spans.none());
    runtime.cluster().connect();
    OperatorGauges.register(runtime);
    return runtime;
  }

  static OperatorRuntime runtime(
      ClusterAccess access,
      OperatorEnvironment environment,
      Clock clock,
      Meters meters,
      Spans spans) {
    Telemetry telemetry = Telemetry.of(meters, spans, clock);
    ServiceEvents serviceEvents = new ServiceEvents(telemetry.changes());
    ConfigUsage usage = new ConfigUsage(environment.systemNamespace());
    Planner planner = Planner.create(used -> meters.record(Metric.EXPANSION_BUDGET, used));
    Cluster cluster = access.open(environment.watchedNamespaces(), clock, serviceEvents);
    OperatorSettings settings = new OperatorSettings(environment);
    SaidBefore before = new SaidBefore(serviceEvents, planner, cluster, settings);
    return new OperatorRuntime(
        cluster,
        planner,
        settings,
        serviceEvents,
        new ConfigEvents(),
        usage,
        new KnownUsers(serviceEvents::known),
        new Settling(
            planner,
            new Publications(before::published),
            Groups.live(before::grouped),
            serviceEvents::serviceChanged),
        telemetry,
        clock);
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
  PassesInFlight passesInFlight(Meters meters) {
    PassesInFlight passes = new PassesInFlight();
    meters.gauge(Metric.PASSES_RUNNING, passes::running);
    return passes;
  }

  /** The framework's names say nothing of whose they are. */
  @Produces
  @Singleton
  MeterFilter frameworkNames() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return FRAMEWORK.matcher(id.getName()).lookingAt()
            ? id.withName("operator.sdk." + id.getName())
            : id;
      }
    };
  }

  @Produces
  @Singleton
  Metrics metrics(MeterRegistry registry, NamespaceTurns turns, PassesInFlight passes) {
    return new AggregatedMetrics(
        List.of(MicrometerMetricsV2.newBuilder(registry).build(), new PassOutcomes(turns), passes));
  }

  @Produces
  @Singleton
  NamespaceTurns turns(
      @ConfigProperty(name = "quarkus.operator-sdk.concurrent-reconciliation-threads") int workers,
      Meters meters) {
    NamespaceTurns turns = new NamespaceTurns(NamespaceTurns.Limits.of(workers), Clock.systemUTC());
    meters.gauge(Metric.QUEUE_DEPTH, turns::waiting);
    meters.gauge(Metric.NAMESPACES_ASIDE, turns::setAside);
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
