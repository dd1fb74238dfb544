package io.llmisvc.api.spec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.api.Copy;
import io.llmisvc.api.scaling.ScalingSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prefill workload of a service that is split into prefill and decode. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadSpec(
    @JsonPropertyDescription(
            "Number of pods of the Deployment, or of LeaderWorkerSet groups. At least 0. When "
                + "absent, the live count is left alone. Not together with `scaling`.")
        @Nullable Integer replicas,
    @JsonPropertyDescription(
            "Autoscaling of the workload. Not together with `replicas`. When absent, nothing "
                + "scales it.")
        @Nullable ScalingSpec scaling,
    @JsonPropertyDescription(
            "How the model is split over accelerators and nodes. When absent, the workload "
                + "runs unsplit.")
        @Nullable ParallelismSpec parallelism,
    @JsonPropertyDescription("Labels added to the workload's pods. None by default.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> labels,
    @JsonPropertyDescription("Annotations added to the workload's pods. None by default.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> annotations,
    @JsonPropertyDescription(
            "Pod of the Deployment, or of the leader when `worker` is present. Merged over "
                + "the preset by name; the model server is the container `main`. An init container "
                + "`storage-initializer` tunes the model download.")
        @Nullable PodSpec template,
    @JsonPropertyDescription(
            "Pod of the workers. Its presence makes the workload multi-node, a "
                + "LeaderWorkerSet instead of a Deployment.")
        @Nullable PodSpec worker,
    @JsonPropertyDescription(
            "Where key-value cache blocks go when accelerator memory is full. When absent, "
                + "they are dropped.")
        @Nullable KVCacheOffloadingSpec kvCacheOffloading,
    @JsonPropertyDescription(
            "How many pods, or groups, may be replaced at once in an update. When absent, the "
                + "defaults of the Deployment or LeaderWorkerSet.")
        @Nullable RolloutStrategy rolloutStrategy)
    implements Workload {
  public WorkloadSpec {
    labels = Copy.map(labels);
    annotations = Copy.map(annotations);
  }
}
