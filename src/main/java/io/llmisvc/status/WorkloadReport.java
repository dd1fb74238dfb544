package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.api.LLMInferenceServiceStatus;
import io.llmisvc.api.WorkloadReference;
import io.llmisvc.api.WorkloadStatus;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
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
        either(ChildRole.MAIN_LEADER_WORKER_SET, ChildRole.MAIN_DEPLOYMENT),
        either(ChildRole.PREFILL_LEADER_WORKER_SET, ChildRole.PREFILL_DEPLOYMENT),
        workload(ChildRole.SCHEDULER_DEPLOYMENT),
        service());
  }

  private @Nullable WorkloadReference either(ChildRole role, ChildRole other) {
    return pass.plans(role) ? workload(role) : workload(other);
  }

  private @Nullable WorkloadReference workload(ChildRole role) {
    return pass.plan().child(role).map(Child::key).map(this::reference).orElse(null);
  }

  private WorkloadReference reference(ObjectKey key) {
    String field =
        key.kind() == Kind.LEADER_WORKER_SET
            ? "/status/readyReplicas"
            : "/status/availableReplicas";
    Integer ready = pass.live(key).map(live -> live.at(field)).map(JsonNode::asInt).orElse(null);
    return new WorkloadReference(key.kind().group(), key.kind().kind(), key.name(), ready);
  }

  private @Nullable WorkloadReference service() {
    return pass.plan()
        .child(ChildRole.WORKLOAD_SERVICE)
        .map(child -> new WorkloadReference(null, Kind.SERVICE.kind(), child.key().name(), null))
        .orElse(null);
  }
}
