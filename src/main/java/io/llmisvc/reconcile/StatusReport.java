package io.llmisvc.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.StatusWriter;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.diagnosis.PodTroubles;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.status.Routability;
import io.llmisvc.status.ServiceStatus;
import io.llmisvc.status.StatusEvent;
import io.llmisvc.status.StatusEvents;
import io.llmisvc.status.StatusInputs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The end of a pass: one status when it differs, and the events that such a change is worth. */
final class StatusReport {
  private static final Logger LOG = Logger.getLogger(StatusReport.class);

  private final OperatorRuntime runtime;
  private final EventRecorder events;
  private final StatusWriter<LLMInferenceServiceStatus, StoredService> statuses;

  StatusReport(OperatorRuntime runtime, EventRecorder events) {
    this.runtime = runtime;
    this.events = events;
    this.statuses = runtime.cluster().serviceStatus();
  }

  /**
   * @param previous the status before the pass
   */
  record Outcome(
      Plan plan,
      Settings settings,
      @Nullable LLMInferenceServiceStatus previous,
      List<Observed.Failure> failures) {}

  /** The newest known status of a service, absent before its first pass. */
  @Nullable LLMInferenceServiceStatus current(StoredService service) {
    return statuses.current(service);
  }

  /** The API server answered, and did not take a status. */
  static final class StatusRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Observed.Failure> failures;

    StatusRefusedException(List<Observed.Failure> failures, KubernetesClientException answer) {
      super("the status cannot be written: " + said(answer), answer);
      this.failures = failures;
    }

    /** Of children, in the same pass. */
    List<Observed.Failure> failures() {
      return failures;
    }

    private static String said(KubernetesClientException answer) {
      @Nullable String message =
          answer.getStatus() == null ? null : answer.getStatus().getMessage();
      return message == null ? "HTTP " + answer.getCode() : message.replace('\n', ' ');
    }
  }

  /**
   * @return false when the status stood already
   * @throws StatusRefusedException when the API server does not take it
   */
  boolean write(StoredService service, Outcome outcome) {
    LLMInferenceServiceStatus status = status(outcome);
    noteReady(service.id(), status);
    runtime.telemetry().note(outcome.plan(), status, outcome.failures().isEmpty());
    boolean isNews = write(service, outcome, status);
    if (!isNews) {
      return false;
    }
    runtime.noteUse(outcome.plan().service().id(), ConfigUsage.Use.of(service.tree(), status));
    for (StatusEvent event : StatusEvents.between(outcome.previous(), status)) {
      LOG.infof(
          "service %s: namespace=%s name=%s message=%s",
          event.reason(), service.id().namespace(), service.id().name(), event.message());
      events.record(service, type(event), event.reason(), event.message());
    }
    return true;
  }

  private boolean write(StoredService service, Outcome outcome, LLMInferenceServiceStatus status) {
    try {
      return statuses.write(service, outcome.previous(), status);
    } catch (KubernetesClientException e) {
      if (e.getCode() <= 0) { // nobody answered, or this operator does not lead
        throw e;
      }
      throw new StatusRefusedException(outcome.failures(), e);
    }
  }

  /**
   * Says that a deletion waits. It waits all the same when that cannot be written.
   *
   * @param what it waits for
   */
  void writeLeaving(StoredService service, String what) {
    try {
      LLMInferenceServiceStatus previous = current(service);
      statuses.write(
          service, previous, ServiceStatus.whileLeaving(previous, what, runtime.clock().instant()));
    } catch (KubernetesClientException e) {
      LOG.infof(
          "cannot say that a deletion waits: namespace=%s name=%s cause=HTTP %d",
          service.id().namespace(), service.id().name(), e.getCode());
    }
  }

  private void noteReady(NamespacedName service, LLMInferenceServiceStatus status) {
    boolean before = runtime.settling().group(service).ready();
    runtime.settling().noteReady(service, Routability.of(status, before));
  }

  /**
   * Says that nobody knows how the service is, because a pass failed by accident. Whatever keeps
   * this from being written is not told: the accident is.
   */
  void writeAccident(
      StoredService service, @Nullable LLMInferenceServiceStatus previous, Throwable accident) {
    try {
      LLMInferenceServiceStatus status =
          ServiceStatus.afterAccident(previous, problem(accident), runtime.clock().instant());
      runtime.telemetry().fleet().noteAccident(service.id(), status);
      statuses.write(service, status);
    } catch (RuntimeException e) {
      accident.addSuppressed(e);
    }
  }

  /** What happened and where; not the message of the accident, which may quote what it read. */
  private static String problem(Throwable accident) {
    String what = accident.getClass().getSimpleName();
    if (accident instanceof KubernetesClientException client && client.getCode() > 0) {
      what = "the API server answered HTTP " + client.getCode();
    }
    StackTraceElement[] trace = accident.getStackTrace();
    return "the operator failed: %s%s; it tries again, and its log says more"
        .formatted(what, trace.length == 0 ? "" : " in " + trace[0].getMethodName());
  }

  void forget(NamespacedName service) {
    statuses.forget(service);
  }

  /** Computes the status; when it asks about something that nobody had read, once more with it. */
  private LLMInferenceServiceStatus status(Outcome outcome) {
    StatusInputs inputs =
        new StatusInputs(
            outcome.plan(),
            new Observed(
                runtime.cluster().observe(outcome.plan()),
                outcome.failures(),
                outcome.plan().unread()),
            outcome.settings(),
            outcome.previous(),
            runtime.clock().instant(),
            PodTroubles::sentence);
    NamespacedName service = outcome.plan().service().id();
    LLMInferenceServiceStatus status;
    Set<Reference> wanted;
    ClusterFacts known;
    do {
      known = runtime.cluster().facts(service);
      Facts facts = new Facts(known);
      status = ServiceStatus.of(inputs, facts);
      wanted = new HashSet<>(outcome.plan().references());
      wanted.addAll(facts.asked());
    } while (runtime.cluster().follow(service, wanted, known));
    return status;
  }

  private static EventRecorder.Type type(StatusEvent event) {
    return switch (event.type()) {
      case NORMAL -> EventRecorder.Type.NORMAL;
      case WARNING -> EventRecorder.Type.WARNING;
    };
  }
}
