package io.llmisvc.status;

import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.api.status.WorkloadReference;
import io.llmisvc.api.status.WorkloadStatus;
import io.llmisvc.status.condition.ConditionStatus;
import io.llmisvc.status.condition.ConditionType;
import io.llmisvc.status.condition.Reason;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether others of a routing group can send requests to a service. That its own route is accepted
 * does not count: each change of the group changes the routes, and members would drop each other.
 */
public final class Routability {
  /** What a Gateway or the lack of a pool says; other reasons do not tell of the pool itself. */
  private static final Set<String> REFUSALS =
      Set.of(
          Reason.STOPPED.text(),
          Reason.WAITING_FOR_GATEWAY.text(),
          Reason.INFERENCE_POOL_NOT_READY.text(),
          Reason.INFERENCE_POOL_FETCH_ERROR.text());

  private Routability() {}

  /**
   * @param before what was known until now, which stays while nobody can say what a Gateway makes
   *     of the pool
   */
  public static boolean of(LLMInferenceServiceStatus status, boolean before) {
    return runs(status.workloads()) && accepts(status, before);
  }

  private static boolean runs(@Nullable WorkloadStatus workloads) {
    return workloads != null
        && workloads.primary() != null
        && Stream.of(workloads.primary(), workloads.prefill(), workloads.scheduler())
            .filter(Objects::nonNull)
            .allMatch(Routability::hasReplicas);
  }

  private static boolean hasReplicas(WorkloadReference workload) {
    return workload.readyReplicas() != null && workload.readyReplicas() > 0;
  }

  private static boolean accepts(LLMInferenceServiceStatus status, boolean before) {
    return ConditionType.INFERENCE_POOL_READY
        .among(status.conditions())
        .map(
            pool ->
                ConditionStatus.TRUE.isOf(pool)
                    || (before && !REFUSALS.contains(Objects.toString(pool.reason(), ""))))
        .orElse(true);
  }
}
