package io.llmisvc.reconcile;

import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.metrics.Metric;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One pass over one service: compose it into a plan, reconcile workload and router with the plan,
 * each also when the other failed, and write one status when it differs. A pass that changes
 * nothing sends no request.
 */
final class ServicePass {
  private final OperatorRuntime runtime;
  private final Cluster cluster;
  private final PassBoundary boundary;
  private final SettledPasses settled;
  private final CompositionReconciler composition;
  private final WorkloadReconciler workload = new WorkloadReconciler();
  private final RouterReconciler router = new RouterReconciler();
  private final EventRecorder events;
  private final Departure departure;
  private final StatusReport report;
  private final FailureReport failed;
  private final Telemetry telemetry;

  /** How a pass is counted. */
  private enum Ending {
    SETTLED,
    UNCHANGED,
    CHANGED,
    FAILED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param failures of children
   * @param status why the status could not be written; empty when it was
   */
  private record Done(List<Observed.Failure> failures, Optional<String> status, boolean isChange) {
    List<String> problems() {
      return Stream.concat(failures.stream().map(Observed.Failure::message), status.stream())
          .toList();
    }
  }

  ServicePass(OperatorRuntime runtime, ConfigStore configs) {
    this.runtime = runtime;
    this.cluster = runtime.cluster();
    this.boundary = new PassBoundary(runtime.term());
    this.settled = new SettledPasses(runtime, configs);
    this.events = cluster.events("LLMInferenceServiceController");
    this.composition = new CompositionReconciler(runtime, configs, events);
    this.departure = new Departure(runtime);
    this.report = new StatusReport(runtime, events);
    this.failed = new FailureReport(events);
    this.telemetry = runtime.telemetry();
  }

  /**
   * @throws PassFailedException when something could not be written; the status says what, and the
   *     pass is tried again
   */
  void run(StoredService service) {
    telemetry.spans().pass(service.id(), span -> measured(service, span));
  }

  private Ending measured(StoredService service, Span span) {
    long start = System.nanoTime();
    Ending ending = Ending.FAILED;
    try (LogFields fields = LogFields.of(service.id(), span)) {
      ending = pass(service);
      return ending;
    } finally {
      span.setAttribute("llmisvc.outcome", ending.label());
      telemetry
          .meters()
          .record(Metric.PASSES, Duration.ofNanos(System.nanoTime() - start), ending.label());
      if (runtime.serviceEvents().service(service.id()).isEmpty()) {
        telemetry.forget(service.id()); // it went during the pass, which noted it once more
      }
    }
  }

  private Ending pass(StoredService service) {
    if (settled.isSettled(service)) {
      runtime.users().settled(service.id()); // it uses what it used
      telemetry.fleet().noteSettled(service.id());
      return Ending.SETTLED;
    }
    ServiceState state = new ServiceState(service, service.tree(), report.current(service));
    runtime.noteUse(state.id(), ConfigUsage.Use.of(state.tree(), state.previous()));
    Done done = attempt(state);
    failed.tell(service, done.failures, done.status);
    if (!done.problems().isEmpty()) {
      throw new PassFailedException(done.problems());
    }
    return done.isChange ? Ending.CHANGED : Ending.UNCHANGED;
  }

  private Done attempt(ServiceState state) {
    try {
      return boundary.contain(
          () ->
              switch (runtime.settings().current()) {
                case SettingsResult.Valid valid -> act(state, valid.settings());
                case SettingsResult.Invalid invalid -> refuse(state, invalid);
              });
    } catch (StatusReport.StatusRefusedException e) {
      return new Done(e.failures(), Optional.of(String.valueOf(e.getMessage())), true);
    } catch (RuntimeException e) {
      report.writeAccident(state.service(), state.previous(), PassBoundary.origin(e));
      throw e;
    }
  }

  /**
   * @return false when the service cannot go yet
   */
  boolean clean(StoredService service) {
    ServiceMeta meta = ServiceMeta.of(service.tree());
    Optional<String> obstacle = departure.begin(service, meta);
    if (obstacle.isPresent()) {
      report.writeLeaving(service, obstacle.get());
      return false;
    }
    for (AbsentChild child : runtime.planner().departed(meta, cluster.facts(service.id()))) {
      cluster.writer().remove(meta, child);
    }
    forget(service.id());
    return true;
  }

  /** Lets go of all that is remembered of a service that is gone. */
  void forget(NamespacedName service) {
    cluster.release(service);
    settled.forget(service);
    report.forget(service);
    failed.forget(service);
    composition.forget(service);
    runtime.noteGone(service);
  }

  private Done act(ServiceState state, Settings settings) {
    StoredService service = state.service();
    Set<NamespacedName> configs = composition.configs(state, settings);
    SettledPasses.Basis basis = settled.basis(service, List.copyOf(configs));
    Plan plan = telemetry.stage("compose", () -> composition.reconcile(state, configs, settings));
    List<Observed.Failure> failures = new ArrayList<>();
    ChildChanges children =
        new ChildChanges(cluster.writer(), events, telemetry, !state.wasReconciled());
    try {
      failures.addAll(
          telemetry.stage("workload", () -> workload.reconcile(service, plan, children)));
      failures.addAll(telemetry.stage("router", () -> router.reconcile(service, plan, children)));
    } finally {
      children.tell(service);
    }
    boolean isNews =
        telemetry.stage(
            "status",
            () ->
                report.write(
                    service, new StatusReport.Outcome(plan, settings, state.previous(), failures)));
    if (!isNews && failures.isEmpty() && children.stood()) {
      settled.note(service, basis);
    } else if (!settled.areConfigsAsIn(basis)) {
      runtime.serviceEvents().serviceChanged(service.id()); // one came before its user was known
    }
    return new Done(failures, Optional.empty(), isNews || children.wrote());
  }

  /** A broken operator configuration is said, and nothing is touched. */
  private Done refuse(ServiceState state, SettingsResult.Invalid invalid) {
    Plan plan = composition.refuse(state, invalid.message());
    boolean isNews =
        report.write(
            state.service(),
            new StatusReport.Outcome(plan, Settings.defaults(), state.previous(), List.of()));
    return new Done(List.of(), Optional.empty(), isNews);
  }

  /** Something could not be written: the framework tries the pass again, later and later. */
  static final class PassFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PassFailedException(List<String> problems) {
      super(String.join("; ", problems), null, false, false);
    }
  }
}
