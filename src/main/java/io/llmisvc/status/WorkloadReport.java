package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.api.LLMInferenceServiceStatus;
import io.llmisvc.api.WorkloadReference;
import io.llmisvc.api.WorkloadStatus;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.ChildSuffix;
import io.llmisvc.model.Kind;
import io.llmisvc.model.ObjectKey;
import org.jspecify.annotations.Nullable;

/** {@code status.workloads}: what runs the service. */
final class WorkloadReport {
  private final Pass pass;

  private WorkloadReport(Pass pass) {
    this.pass = pass;
  }

  /** Absent while the service is stopped; as it was while the service cannot be composed. */
  static @Nullable WorkloadStatus of(Pass pass) {
    if (pass.isStopped()) {
      return null;
    }
    if (pass.spec().isEmpty()) {
      return pass.previous().map(LLMInferenceServiceStatus::workloads).orElse(null);
    }
    WorkloadStatus status = new WorkloadReport(pass).report();
    return status.equals(new WorkloadStatus(null, null, null, null)) ? null : status;
  }

  private WorkloadStatus report() {
    return new WorkloadStatus(
        first(WorkloadPart.WORKER, WorkloadPart.MAIN),
        first(WorkloadPart.PREFILL_WORKER, WorkloadPart.PREFILL),
        pass.standing(ChildRole.SCHEDULER_DEPLOYMENT, Kind.DEPLOYMENT, ChildSuffix.SCHEDULER)
            .map(this::reference)
            .orElse(null),
        pass.standing(ChildRole.WORKLOAD_SERVICE, Kind.SERVICE, ChildSuffix.WORKLOAD_SERVICE)
            .map(key -> new WorkloadReference(null, Kind.SERVICE.kind(), key.name(), null))
            .orElse(null));
  }

  private @Nullable WorkloadReference first(WorkloadPart part, WorkloadPart other) {
    return part.standing(pass).or(() -> other.standing(pass)).map(this::reference).orElse(null);
  }

  private WorkloadReference reference(ObjectKey key) {
    String field =
        key.kind() == Kind.LEADER_WORKER_SET
            ? "/status/readyReplicas"
            : "/status/availableReplicas";
    Integer ready = pass.live(key).map(live -> live.at(field)).map(JsonNode::asInt).orElse(null);
    return new WorkloadReference(key.kind().group(), key.kind().kind(), key.name(), ready);
  }
}
