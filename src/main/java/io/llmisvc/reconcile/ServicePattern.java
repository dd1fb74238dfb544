package io.llmisvc.reconcile;

import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.api.status.WorkloadStatus;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What runs a service, as far as services are counted by it. */
enum ServicePattern {
  DEPLOYMENT,
  LEADER_WORKER_SET,
  PREFILL_DECODE,
  PREFILL_DECODE_LEADER_WORKER_SET,
  STOPPED,
  UNKNOWN;

  static ServicePattern of(Plan plan, LLMInferenceServiceStatus status) {
    return plan.service().isStopped()
        ? STOPPED
        : plan.effective().map(ServicePattern::of).orElseGet(() -> of(status));
  }

  /** By what ran when it was last known. */
  static ServicePattern of(LLMInferenceServiceStatus status) {
    WorkloadStatus workloads = status.workloads();
    if (workloads == null || workloads.primary() == null) {
      return UNKNOWN;
    }
    return of(
        runsInGroups(workloads.primary().kind())
            || (workloads.prefill() != null && runsInGroups(workloads.prefill().kind())),
        workloads.prefill() != null);
  }

  private static ServicePattern of(EffectiveSpec spec) {
    return of(
        spec.isMultiNode()
            || (spec.spec().prefill() != null && spec.spec().prefill().worker() != null),
        spec.isDisaggregated());
  }

  private static ServicePattern of(boolean isMultiNode, boolean isDisaggregated) {
    if (isDisaggregated) {
      return isMultiNode ? PREFILL_DECODE_LEADER_WORKER_SET : PREFILL_DECODE;
    }
    return isMultiNode ? LEADER_WORKER_SET : DEPLOYMENT;
  }

  private static boolean runsInGroups(@Nullable String kind) {
    return Kind.LEADER_WORKER_SET.kind().equals(kind);
  }

  /** The value of the label. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
