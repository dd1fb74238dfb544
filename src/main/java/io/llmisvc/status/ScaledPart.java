package io.llmisvc.status;

import io.llmisvc.api.spec.Workload;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.status.condition.ConditionType;
import io.llmisvc.status.condition.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two workloads that can be scaled, each by an object of one of two kinds. */
enum ScaledPart {
  MAIN(
      ConditionType.SCALING_READY,
      Subject.SCALING,
      ChildRole.MAIN_SCALED_OBJECT,
      ChildRole.MAIN_AUTOSCALER),
  PREFILL(
      ConditionType.PREFILL_SCALING_READY,
      Subject.PREFILL_SCALING,
      ChildRole.PREFILL_SCALED_OBJECT,
      ChildRole.PREFILL_AUTOSCALER);

  private final ConditionType condition;
  private final Subject subject;
  private final ChildRole scaledObject;
  private final ChildRole autoscaler;

  ScaledPart(
      ConditionType condition, Subject subject, ChildRole scaledObject, ChildRole autoscaler) {
    this.condition = condition;
    this.subject = subject;
    this.scaledObject = scaledObject;
    this.autoscaler = autoscaler;
  }

  ConditionType condition() {
    return condition;
  }

  /** Whether it is scaled as asked; nothing when nothing is asked and nothing is in the way. */
  Optional<Verdict> verdict(StatusContext context) {
    boolean applies = !context.isStopped() && isWanted(context);
    return applies || context.hasProblem(subject)
        ? Optional.of(context.obstacle(subject).orElseGet(() -> live(context)))
        : Optional.empty();
  }

  /** What scales a service that cannot be composed goes on to. */
  private boolean isWanted(StatusContext context) {
    return context
        .spec()
        .map(spec -> isScaled(this == MAIN ? spec : spec.prefill()))
        .orElseGet(
            () ->
                List.of(scaledObject, autoscaler).stream()
                    .anyMatch(role -> context.live(context.key(role)).isPresent()));
  }

  private static boolean isScaled(@Nullable Workload workload) {
    return workload != null && workload.scaling() != null;
  }

  private Verdict live(StatusContext context) {
    return context
        .standing(scaledObject)
        .map(key -> ScalingProgress.ofScaledObject(key, context.live(key)))
        .or(
            () ->
                context
                    .standing(autoscaler)
                    .map(key -> ScalingProgress.ofAutoscaler(key, context.live(key))))
        .orElse(Verdict.YES);
  }
}
