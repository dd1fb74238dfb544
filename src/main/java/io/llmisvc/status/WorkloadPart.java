package io.llmisvc.status;

import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.spec.WorkloadSpec;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.status.condition.ConditionType;
import java.util.Optional;

/** The four objects that model servers can run in; a service has one or two of them. */
enum WorkloadPart {
  MAIN(ConditionType.MAIN_WORKLOAD_READY, ChildRole.MAIN_DEPLOYMENT),
  WORKER(ConditionType.WORKER_WORKLOAD_READY, ChildRole.MAIN_LEADER_WORKER_SET),
  PREFILL(ConditionType.PREFILL_WORKLOAD_READY, ChildRole.PREFILL_DEPLOYMENT),
  PREFILL_WORKER(ConditionType.PREFILL_WORKER_WORKLOAD_READY, ChildRole.PREFILL_LEADER_WORKER_SET);

  private final ConditionType condition;
  private final ChildRole role;

  WorkloadPart(ConditionType condition, ChildRole role) {
    this.condition = condition;
    this.role = role;
  }

  ConditionType condition() {
    return condition;
  }

  Subject subject() {
    return role.subject();
  }

  ObjectKey key(StatusContext context) {
    return context.key(role);
  }

  Optional<ObjectKey> standing(StatusContext context) {
    return context.standing(role);
  }

  boolean isWanted(LLMInferenceServiceSpec spec) {
    WorkloadSpec prefill = spec.prefill();
    return switch (this) {
      case MAIN -> spec.worker() == null;
      case WORKER -> spec.worker() != null;
      case PREFILL -> prefill != null && prefill.worker() == null;
      case PREFILL_WORKER -> prefill != null && prefill.worker() != null;
    };
  }
}
