package io.llmisvc.status;

import io.llmisvc.api.LLMInferenceServiceSpec;
import io.llmisvc.api.WorkloadSpec;
import io.llmisvc.model.ObjectKey;
import io.llmisvc.model.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The conditions below {@code WorkloadsReady}, in the order in which they explain it. */
final class WorkloadConditions {
  private final Pass pass;
  private final Map<ConditionType, Verdict> verdicts = new LinkedHashMap<>();

  private WorkloadConditions(Pass pass) {
    this.pass = pass;
  }

  static Map<ConditionType, Verdict> of(Pass pass) {
    return new WorkloadConditions(pass).all();
  }

  private Map<ConditionType, Verdict> all() {
    for (WorkloadPart part : WorkloadPart.values()) {
      if (applies(part)) {
        verdicts.put(part.condition(), verdict(part));
      }
    }
    if (!pass.isStopped()) {
      scaling(ConditionType.SCALING_READY, false);
      scaling(ConditionType.PREFILL_SCALING_READY, true);
    }
    return verdicts;
  }

  private boolean applies(WorkloadPart part) {
    if (pass.isStopped()) {
      return true;
    }
    boolean orphaned =
        part == WorkloadPart.PREFILL && !hasPrefill() && pass.hasProblem(part.subject());
    return orphaned || pass.spec().map(part::isWanted).orElseGet(() -> wasThere(part));
  }

  private boolean hasPrefill() {
    return pass.spec().map(LLMInferenceServiceSpec::prefill).isPresent();
  }

  /** A service that cannot be composed keeps what runs, and its status goes on to say how it is. */
  private boolean wasThere(WorkloadPart part) {
    return pass.facts().child(part.key(pass.service())).isPresent();
  }

  private Verdict verdict(WorkloadPart part) {
    ObjectKey key = part.key(pass.service());
    return pass.obstacle(part.subject())
        .or(() -> pass.live(key).map(live -> Rollout.of(key, live)))
        .orElseGet(() -> Verdict.unknown(Reason.PENDING, key + " is not there yet"));
  }

  private void scaling(ConditionType type, boolean prefill) {
    if (!isScaled(prefill)) {
      return;
    }
    Optional<Verdict> error = pass.obstacle(Subject.SCALING);
    verdicts.put(
        type,
        error.orElseGet(
            () -> Verdict.unknown(Reason.SCALING_NOT_PLANNED, "no autoscaler is planned")));
  }

  private boolean isScaled(boolean prefill) {
    return prefill
        ? pass.spec().map(LLMInferenceServiceSpec::prefill).map(WorkloadSpec::scaling).isPresent()
        : pass.spec().map(LLMInferenceServiceSpec::scaling).isPresent();
  }
}
