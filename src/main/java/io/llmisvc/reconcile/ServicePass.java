package io.llmisvc.reconcile;

import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
  private final StatusReport report;
  private final FailureReport failed;

  ServicePass(OperatorRuntime runtime, ConfigStore configs) {
    this.runtime = runtime;
    this.cluster = runtime.cluster();
    this.boundary = new PassBoundary(runtime.term());
    this.settled = new SettledPasses(runtime, configs);
    this.events = cluster.events("LLMInferenceServiceController");
    this.composition = new CompositionReconciler(runtime, configs, events);
    this.report = new StatusReport(runtime, events);
    this.failed = new FailureReport(events);
  }

  /**
   * @throws PassFailedException when something could not be written; the status says what, and the
   *     pass is tried again
   */
  void run(StoredService service) {
    try (LogFields fields = LogFields.of(service.id())) {
      pass(service);
    }
  }

  private void pass(StoredService service) {
    if (settled.isSettled(service)) {
      runtime.users().settled(service.id()); // it uses what it used
      return;
    }
    ServiceState state = new ServiceState(service, service.tree(), report.current(service));
    runtime.noteUse(state.id(), ConfigUsage.Use.of(state.tree(), state.previous()));
    List<Observed.Failure> failures = attempt(state);
    failed.tell(service, failures);
    if (!failures.isEmpty()) {
      throw new PassFailedException(failures);
    }
  }

  private List<Observed.Failure> attempt(ServiceState state) {
    try {
      return boundary.contain(
          () ->
              switch (runtime.settings().current()) {
                case SettingsResult.Valid valid -> act(state, valid.settings());
                case SettingsResult.Invalid invalid -> refuse(state, invalid);
              });
    } catch (RuntimeException e) {
      report.writeAccident(state.service(), state.previous(), PassBoundary.origin(e));
      throw e;
    }
  }

  void clean(StoredService service) {
    ServiceMeta meta = ServiceMeta.of(service.tree());
    for (AbsentChild child : runtime.planner().departed(meta, cluster.facts(service.id()))) {
      cluster.writer().remove(meta, child);
    }
    forget(service.id());
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

  private List<Observed.Failure> act(ServiceState state, Settings settings) {
    StoredService service = state.service();
    Set<NamespacedName> configs = composition.configs(state, settings);
    SettledPasses.Basis basis = settled.basis(service, List.copyOf(configs));
    Plan plan = composition.reconcile(state, configs, settings);
    List<Observed.Failure> failures = new ArrayList<>();
    ChildChanges children = new ChildChanges(cluster.writer(), events, !state.wasReconciled());
    try {
      failures.addAll(workload.reconcile(service, plan, children));
      failures.addAll(router.reconcile(service, plan, children));
    } finally {
      children.tell(service);
    }
    boolean isNews =
        report.write(service, new StatusReport.Outcome(plan, settings, state.previous(), failures));
    if (!isNews && failures.isEmpty() && children.stood()) {
      settled.note(service, basis);
    }
    return failures;
  }

  /** A broken operator configuration is said, and nothing is touched. */
  private List<Observed.Failure> refuse(ServiceState state, SettingsResult.Invalid invalid) {
    Plan plan = composition.refuse(state, invalid.message());
    report.write(
        state.service(),
        new StatusReport.Outcome(plan, Settings.defaults(), state.previous(), List.of()));
    return List.of();
  }

  /** Something could not be written: the framework tries the pass again, later and later. */
  static final class PassFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PassFailedException(List<Observed.Failure> failures) {
      super(
          failures.stream().map(Observed.Failure::message).collect(Collectors.joining("; ")),
          null,
          false,
          false);
    }
  }
}
