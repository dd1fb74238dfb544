package io.llmisvc.reconcile;

import io.llmisvc.api.LLMInferenceServiceStatus;
import io.llmisvc.api.v1alpha2.LLMInferenceService;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.ServiceMeta;
import io.llmisvc.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one service: gather and plan once, let the three reconcilers act, each also when
 * another failed, and write one status when it differs. A pass that changes nothing sends no
 * request.
 */
final class ServicePass {
  private final Runtime runtime;
  private final Cluster cluster;
  private final Gatherer gatherer;
  private final CompositionReconciler composition;
  private final WorkloadReconciler workload;
  private final RouterReconciler router;
  private final StatusReport report;

  ServicePass(Runtime runtime, ConfigStore configs) {
    EventRecorder events = runtime.cluster().events("LLMInferenceServiceController");
    Children children = new Children(runtime.cluster().writer(), events);
    this.runtime = runtime;
    this.cluster = runtime.cluster();
    this.gatherer = new Gatherer(runtime, configs);
    this.composition = new CompositionReconciler(events);
    this.workload = new WorkloadReconciler(children);
    this.router = new RouterReconciler(children);
    this.report = new StatusReport(runtime, events);
  }

  /**
   * @throws PassFailedException when something could not be written; the status says what, and the
   *     pass is tried again
   */
  void run(LLMInferenceService service) {
    LLMInferenceServiceStatus previous = report.current(service);
    runtime.noteUse(Cluster.id(service), ConfigUsage.Use.of(service, previous));
    List<Observed.Failure> failures =
        switch (runtime.settings().current()) {
          case SettingsResult.Valid valid -> act(service, valid.settings(), previous);
          case SettingsResult.Invalid invalid -> refuse(service, invalid, previous);
        };
    if (!failures.isEmpty()) {
      throw new PassFailedException(failures);
    }
  }

  void clean(LLMInferenceService service) {
    NamespacedName id = Cluster.id(service);
    cluster.writer().removeUnowned(ServiceMeta.of(Cluster.tree(service)));
    cluster.release(id);
    report.forget(id);
    composition.forget(id);
    runtime.noteGone(id);
  }

  private List<Observed.Failure> act(
      LLMInferenceService service,
      Settings settings,
      @Nullable LLMInferenceServiceStatus previous) {
    Plan plan = gatherer.gather(Cluster.id(service), Cluster.tree(service), settings);
    composition.reconcile(service, plan);
    List<Observed.Failure> failures = new ArrayList<>();
    failures.addAll(workload.reconcile(service, plan));
    failures.addAll(router.reconcile(service, plan));
    report.write(service, new StatusReport.Outcome(plan, settings, previous, failures));
    return failures;
  }

  /** A broken operator configuration is said, and nothing is touched. */
  private List<Observed.Failure> refuse(
      LLMInferenceService service,
      SettingsResult.Invalid invalid,
      @Nullable LLMInferenceServiceStatus previous) {
    Plan plan =
        runtime
            .planner()
            .refused(
                ServiceMeta.of(Cluster.tree(service)),
                previous == null ? List.of() : previous.appliedConfigs(),
                invalid.message());
    composition.reconcile(service, plan);
    report.write(service, new StatusReport.Outcome(plan, Settings.defaults(), previous, List.of()));
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
