package io.llmisvc.reconcile;

import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.metrics.Meters;
import io.llmisvc.metrics.Metric;
import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.status.condition.ConditionStatus;
import io.llmisvc.status.condition.ConditionType;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** What is recorded of passes and of the services that had one. */
record Telemetry(Meters meters, Spans spans, Fleet fleet, ChangeTimes changes) {

  static Telemetry of(Meters meters, Spans spans, Clock clock) {
    return new Telemetry(meters, spans, new Fleet(clock), new ChangeTimes(meters, clock));
  }

  /** This operator leads now. */
  void begin() {
    FightReport.expect(meters);
    fleet.begin();
    changes.begin();
  }

  /**
   * Notes how a pass left a service.
   *
   * @param isWritten whether nothing that the plan wants failed to be written
   */
  void note(Plan plan, LLMInferenceServiceStatus status, boolean isWritten) {
    fleet.note(plan, status);
    changes.passed(
        plan.service().id(),
        plan.service().generation(),
        isWritten && plan.effective().isPresent() && plan.unread().isEmpty(),
        ConditionType.READY
            .among(status.conditions())
            .filter(ConditionStatus.TRUE::isOf)
            .isPresent());
  }

  /** Notes that a service is gone. */
  void forget(NamespacedName service) {
    fleet.forget(service);
    changes.forget(service);
  }

  /** Does a part of a pass and measures it. */
  <T> T stage(String name, Supplier<T> part) {
    return spans.in(
        name,
        span -> {
          long start = System.nanoTime();
          try {
            return part.get();
          } finally {
            meters.record(Metric.STAGES, Duration.ofNanos(System.nanoTime() - start), name);
          }
        });
  }
}
