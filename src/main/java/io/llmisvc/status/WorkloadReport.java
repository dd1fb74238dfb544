package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.api.status.WorkloadReference;
import io.llmisvc.api.status.WorkloadStatus;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import org.jspecify.annotations.Nullable;

/** {@code status.workloads}: what runs the service. */
final class WorkloadReport {
  private final StatusContext context;

  private WorkloadReport(StatusContext context) {
    this.context = context;
  }

  /** Absent while the service is stopped; as it was while the service cannot be composed. */
  static @Nullable WorkloadStatus of(StatusContext context) {
    if (context.isStopped()) {
      return null;
    }
    if (context.spec().isEmpty()) {
      return context.previous().map(LLMInferenceServiceStatus::workloads).orElse(null);
    }
    WorkloadStatus status = new WorkloadReport(context).report();
    return status.equals(new WorkloadStatus(null, null, null, null)) ? null : status;
  }

  private WorkloadStatus report() {
    return new WorkloadStatus(
        first(WorkloadPart.WORKER, WorkloadPart.MAIN),
        first(WorkloadPart.PREFILL_WORKER, WorkloadPart.PREFILL),
        context.standing(ChildRole.SCHEDULER_DEPLOYMENT).map(this::reference).orElse(null),
        context
            .standing(ChildRole.WORKLOAD_SERVICE)
            .map(key -> new WorkloadReference(null, Kind.SERVICE.kind(), key.name(), null))
            .orElse(null));
  }

  private @Nullable WorkloadReference first(WorkloadPart part, WorkloadPart other) {
    return part.standing(context)
        .or(() -> other.standing(context))
        .map(this::reference)
        .orElse(null);
  }

  private WorkloadReference reference(ObjectKey key) {
    String field =
        key.kind() == Kind.LEADER_WORKER_SET
            ? "/status/readyReplicas"
            : "/status/availableReplicas";
    Integer ready = context.live(key).map(live -> live.at(field)).map(JsonNode::asInt).orElse(null);
    return new WorkloadReference(key.kind().group(), key.kind().kind(), key.name(), ready);
  }
}
