package io.llmisvc.desired.workload;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.llmisvc.desired.PodTemplate;
import io.llmisvc.model.naming.Kind;
import org.jspecify.annotations.Nullable;

/** A LeaderWorkerSet, as far as the operator writes one. */
@JsonAutoDetect
@JsonInclude(JsonInclude.Include.NON_NULL)
record LeaderWorkerSet(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

  LeaderWorkerSet(ObjectMeta metadata, Spec spec) {
    this(Kind.LEADER_WORKER_SET.apiVersion(), Kind.LEADER_WORKER_SET.kind(), metadata, spec);
  }

  /**
   * @param replicas groups; absent leaves the live number alone
   */
  @JsonAutoDetect
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Spec(
      @Nullable Integer replicas,
      Template leaderWorkerTemplate,
      Rollout rolloutStrategy,
      String startupPolicy) {}

  /**
   * @param leaderTemplate absent: the leader is a worker
   * @param size pods of a group, the leader included; absent is one
   */
  @JsonAutoDetect
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Template(
      @Nullable PodTemplate leaderTemplate,
      PodTemplate workerTemplate,
      @Nullable Integer size,
      String restartPolicy,
      @Nullable SubGroups subGroupPolicy) {}

  @JsonAutoDetect
  record SubGroups(int subGroupSize) {}

  @JsonAutoDetect
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Rollout(String type, @Nullable RollingUpdate rollingUpdateConfiguration) {}

  @JsonAutoDetect
  record RollingUpdate(IntOrString maxUnavailable, IntOrString maxSurge) {}
}
