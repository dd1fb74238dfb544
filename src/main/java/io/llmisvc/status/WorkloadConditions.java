package io.llmisvc.status;

import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.status.condition.ConditionType;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/** The conditions below {@code WorkloadsReady}, in the order in which they explain it. */
final class WorkloadConditions {
  private final StatusContext context;
  private final Map<ConditionType, Verdict> verdicts = new LinkedHashMap<>();

  private WorkloadConditions(StatusContext context) {
    this.context = context;
  }

  static Map<ConditionType, Verdict> of(StatusContext context) {
    return new WorkloadConditions(context).all();
  }

  private Map<ConditionType, Verdict> all() {
    for (WorkloadPart part : WorkloadPart.values()) {
      if (applies(part)) {
        verdicts.put(part.condition(), verdict(part));
      }
    }
    for (ScaledPart part : ScaledPart.values()) {
      part.verdict(context).ifPresent(verdict -> verdicts.put(part.condition(), verdict));
    }
    return verdicts;
  }

  private boolean applies(WorkloadPart part) {
    if (context.isStopped()) {
      return true;
    }
    boolean orphaned =
        part == WorkloadPart.PREFILL && !hasPrefill() && context.hasProblem(part.subject());
    return orphaned || context.spec().map(part::isWanted).orElseGet(() -> wasThere(part));
  }

  private boolean hasPrefill() {
    return context.spec().map(LLMInferenceServiceSpec::prefill).isPresent();
  }

  /** A service that cannot be composed keeps what runs, and its status goes on to say how it is. */
  private boolean wasThere(WorkloadPart part) {
    return context.facts().child(part.key(context)).isPresent();
  }

  private Verdict verdict(WorkloadPart part) {
    ObjectKey key = part.key(context);
    return context
        .obstacle(part.subject())
        .or(() -> new Rollout(context, part.condition(), key).ofAll())
        .orElseGet(() -> Verdict.unknown(Reason.PENDING, key + " is not there yet"));
  }
}
