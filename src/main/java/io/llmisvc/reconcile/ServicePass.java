package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one service: gather and plan once, let the three reconcilers act, each also when
 * another failed, and write one status when it differs. A pass that changes nothing sends no
 * request.
 */
final class ServicePass {
  private final OperatorRuntime runtime;
  private final Cluster cluster;
  private final PassBoundary boundary;
  private final SettledPasses settled;
  private final ConfigStore configs;
  private final CompositionReconciler composition;
  private final EventRecorder events;
  private final StatusReport report;
  private final FailureReport failed;

  ServicePass(OperatorRuntime runtime, ConfigStore configs) {
    this.runtime = runtime;
    this.cluster = runtime.cluster();
    this.boundary = new PassBoundary(runtime.term());
    this.settled = new SettledPasses(runtime, configs);
    this.configs = configs;
    this.events = cluster.events("LLMInferenceServiceController");
    this.composition = new CompositionReconciler(events);
    this.report = new StatusReport(runtime, events);
    this.failed = new FailureReport(events);
  }

  /**
   * What a pass is about.
   *
   * @param previous the status before it
   */
  private record Subject(
      StoredService service, ObjectNode tree, @Nullable LLMInferenceServiceStatus previous) {}

  /**
   * @throws PassFailedException when something could not be written; the status says what, and the
   *     pass is tried again
   */
  void run(StoredService service) {
    if (settled.isSettled(service)) {
      return;
    }
    LLMInferenceServiceStatus previous = report.current(service);
    ObjectNode tree = service.tree();
    runtime.noteUse(service.id(), ConfigUsage.Use.of(tree, previous));
    List<Observed.Failure> failures = attempt(new Subject(service, tree, previous));
    failed.tell(service, failures);
    if (!failures.isEmpty()) {
      throw new PassFailedException(failures);
    }
  }

  private List<Observed.Failure> attempt(Subject subject) {
    try {
      return boundary.contain(
          () ->
              switch (runtime.settings().current()) {
                case SettingsResult.Valid valid -> act(subject, valid.settings());
                case SettingsResult.Invalid invalid -> refuse(subject, invalid);
              });
    } catch (RuntimeException e) {
      report.writeAccident(subject.service(), subject.previous(), PassBoundary.origin(e));
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

  private List<Observed.Failure> act(Subject subject, Settings settings) {
    StoredService service = subject.service();
    Set<NamespacedName> names = runtime.planner().configNames(subject.tree(), settings);
    SettledPasses.Basis basis = settled.basis(service, List.copyOf(names));
    Plan plan =
        runtime
            .settling()
            .plan(
                service.id(),
                new Gatherer(cluster, configs, service.id(), subject.tree(), names, settings));
    composition.reconcile(service, plan, subject.previous());
    List<Observed.Failure> failures = new ArrayList<>();
    ChildChanges children = new ChildChanges(cluster.writer(), events);
    try {
      if (plan.isKnown(Stage.WORKLOAD)) {
        failures.addAll(new WorkloadReconciler(children).reconcile(service, plan));
      }
      if (plan.isKnown(Stage.ROUTER)) {
        failures.addAll(new RouterReconciler(children).reconcile(service, plan));
      }
    } finally {
      children.tell(service);
    }
    boolean isNews =
        report.write(
            service, new StatusReport.Outcome(plan, settings, subject.previous(), failures));
    if (!isNews && failures.isEmpty() && children.stood()) {
      settled.note(service, basis);
    }
    return failures;
  }

  /** A broken operator configuration is said, and nothing is touched. */
  private List<Observed.Failure> refuse(Subject subject, SettingsResult.Invalid invalid) {
    LLMInferenceServiceStatus previous = subject.previous();
    Plan plan =
        runtime
            .planner()
            .refused(
                ServiceMeta.of(subject.tree()),
                previous == null ? List.of() : previous.appliedConfigs(),
                invalid.message());
    composition.reconcile(subject.service(), plan, previous);
    report.write(
        subject.service(),
        new StatusReport.Outcome(plan, Settings.defaults(), previous, List.of()));
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
