package io.llmisvc.status;

import io.llmisvc.api.LLMInferenceServiceSpec;
import io.llmisvc.model.Finding;
import io.llmisvc.model.ObjectKey;
import io.llmisvc.model.Subject;
import io.llmisvc.status.condition.ConditionType;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

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
      scaling(ConditionType.SCALING_READY, finding -> !isAboutPrefill(finding));
      scaling(ConditionType.PREFILL_SCALING_READY, WorkloadConditions::isAboutPrefill);
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
    return pass.facts().child(part.key(pass)).isPresent();
  }

  private Verdict verdict(WorkloadPart part) {
    ObjectKey key = part.key(pass);
    return pass.obstacle(part.subject())
        .or(() -> pass.live(key).map(live -> Rollout.of(key, live)))
        .orElseGet(() -> Verdict.unknown(Reason.PENDING, key + " is not there yet"));
  }

  private void scaling(ConditionType type, Predicate<Finding> isAbout) {
    pass.error(pass.plan().errors(Subject.SCALING).filter(isAbout))
        .ifPresent(verdict -> verdicts.put(type, verdict));
  }

  private static boolean isAboutPrefill(Finding finding) {
    return finding.path().startsWith("spec.prefill");
  }
}
