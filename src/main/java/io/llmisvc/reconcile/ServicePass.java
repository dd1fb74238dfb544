package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.LLMInferenceServiceStatus;
import io.llmisvc.api.v1alpha2.LLMInferenceService;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.StatusWriter;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.Composition;
import io.llmisvc.model.Facts;
import io.llmisvc.model.Finding;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Reference;
import io.llmisvc.model.ServiceMeta;
import io.llmisvc.model.Settings;
import io.llmisvc.model.Subject;
import io.llmisvc.status.ServiceStatus;
import io.llmisvc.status.StatusEvent;
import io.llmisvc.status.StatusEvents;
import io.llmisvc.status.StatusInputs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final StatusWriter<LLMInferenceServiceStatus, LLMInferenceService> statuses;
  private final EventRecorder events;

  ServicePass(Runtime runtime, ConfigStore configs) {
    this.runtime = runtime;
    this.cluster = runtime.cluster();
    this.gatherer = new Gatherer(cluster, runtime.planner(), configs);
    this.events = cluster.events("LLMInferenceServiceController");
    this.statuses = cluster.serviceStatus();
    Children children = new Children(cluster.writer(), events);
    this.composition = new CompositionReconciler(events);
    this.workload = new WorkloadReconciler(children);
    this.router = new RouterReconciler(children);
  }

  /**
   * @throws PassFailedException when something could not be written; the status says what, and the
   *     pass is tried again
   */
  void run(LLMInferenceService service) {
    runtime.noteUse(name(service), ConfigUsage.Use.of(service, statuses.current(service)));
    switch (runtime.settings().current()) {
      case SettingsResult.Valid valid -> act(service, valid.settings());
      case SettingsResult.Invalid invalid -> refuse(service, invalid);
    }
  }

  void clean(LLMInferenceService service) {
    NamespacedName name = name(service);
    cluster.writer().removeUnowned(ServiceMeta.of(Cluster.tree(service)));
    cluster.release(name);
    statuses.forget(name);
    composition.forget(name);
    runtime.noteGone(name);
  }

  private void act(LLMInferenceService service, Settings settings) {
    LLMInferenceServiceStatus previous = statuses.current(service);
    ObjectNode tree = Cluster.tree(service);
    Gatherer.Gathered gathered = gatherer.gather(name(service), tree, settings);
    Plan plan = gathered.plan();
    composition.reconcile(service, plan);
    List<Observed.Failure> failures = new ArrayList<>();
    failures.addAll(workload.reconcile(service, plan));
    failures.addAll(router.reconcile(service, plan));
    finish(service, new Outcome(plan, settings, previous, failures));
    if (!failures.isEmpty()) {
      throw new PassFailedException(failures);
    }
  }

  /** A broken operator configuration is said, and nothing is touched. */
  private void refuse(LLMInferenceService service, SettingsResult.Invalid invalid) {
    Settings settings = Settings.defaults();
    LLMInferenceServiceStatus previous = statuses.current(service);
    Finding finding =
        Finding.error(
            Subject.COMPOSITION,
            "OperatorConfigInvalid",
            "",
            "ConfigMap %s/%s: %s"
                .formatted(
                    runtime.settings().systemNamespace(),
                    Settings.OPERATOR_CONFIG_MAP,
                    invalid.message()));
    Composition nothing =
        new Composition(
            null,
            previous == null ? List.of() : previous.appliedConfigs(),
            Map.of(),
            List.of(finding));
    Plan plan =
        new Plan(
            ServiceMeta.of(Cluster.tree(service)),
            nothing,
            List.of(),
            List.of(),
            List.of(finding),
            Set.of());
    composition.reconcile(service, plan);
    finish(service, new Outcome(plan, settings, previous, List.of()));
  }

  private record Outcome(
      Plan plan,
      Settings settings,
      @Nullable LLMInferenceServiceStatus previous,
      List<Observed.Failure> failures) {}

  private void finish(LLMInferenceService service, Outcome outcome) {
    LLMInferenceServiceStatus status = status(name(service), outcome);
    if (statuses.write(service, status)) {
      runtime.noteUse(name(service), ConfigUsage.Use.of(service, status));
      for (StatusEvent event : StatusEvents.between(outcome.previous(), status)) {
        events.record(service, type(event), event.reason(), event.message());
      }
    }
  }

  /** Computes the status; when it asks about something that nobody had read, once more with it. */
  private LLMInferenceServiceStatus status(NamespacedName name, Outcome outcome) {
    StatusInputs inputs =
        new StatusInputs(
            outcome.plan(),
            new Observed(cluster.observe(outcome.plan()), outcome.failures()),
            outcome.settings(),
            outcome.previous(),
            runtime.clock().instant());
    LLMInferenceServiceStatus status;
    Set<Reference> wanted;
    do {
      Facts facts = new Facts(cluster.facts(name));
      status = ServiceStatus.of(inputs, facts);
      wanted = new HashSet<>(outcome.plan().references());
      wanted.addAll(facts.asked());
    } while (cluster.follow(name, wanted));
    return status;
  }

  private static EventRecorder.Type type(StatusEvent event) {
    return switch (event.type()) {
      case NORMAL -> EventRecorder.Type.NORMAL;
      case WARNING -> EventRecorder.Type.WARNING;
    };
  }

  private static NamespacedName name(LLMInferenceService service) {
    return new NamespacedName(
        service.getMetadata().getNamespace(), service.getMetadata().getName());
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
