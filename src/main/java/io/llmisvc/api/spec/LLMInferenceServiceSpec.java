package io.llmisvc.api.spec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.api.Copy;
import io.llmisvc.api.router.RouterSpec;
import io.llmisvc.api.router.SchedulerSpec;
import io.llmisvc.api.scaling.ScalingSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service, or a config that services are composed from, asks for. The workload written
 * directly under {@code spec} is the main one; it decodes when {@code prefill} is present.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LLMInferenceServiceSpec(
    @JsonPropertyDescription(
            "The model to serve. May be left out when a config of `baseRefs` brings it.")
        @Nullable LLMModelSpec model,
    @JsonPropertyDescription(
            "Whether the operator downloads or mounts the model. When absent, it does.")
        @Nullable StorageInitializerSpec storageInitializer,
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
    @JsonPropertyDescription(
            "Labels added to the workload's pods and to its Service. None by default.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> labels,
    @JsonPropertyDescription(
            "Annotations added to the workload's pods and to its Service. None by default. "
                + "The key `serving.kserve.io/model-based-routing-enabled` is read by the operator "
                + "and not copied.")
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
        @Nullable RolloutStrategy rolloutStrategy,
    @JsonPropertyDescription(
            "How the service is exposed. When absent, there is neither route nor scheduler.")
        @Nullable RouterSpec router,
    @JsonPropertyDescription(
            "A second workload that computes prompts. Its presence splits the service into "
                + "prefill and decode; the workload directly under `spec` then decodes.")
        @Nullable WorkloadSpec prefill,
    @JsonPropertyDescription(
            "Export of OpenTelemetry traces. Its presence, even empty, turns tracing on.")
        @Nullable TracingSpec tracing,
    @JsonPropertyDescription(
            "Configs to compose the service from, by name, lowest precedence first. Looked up "
                + "in the namespace of the service, then in the system namespace. Not allowed in a "
                + "config.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<LocalObjectReference> baseRefs)
    implements Workload {
  public LLMInferenceServiceSpec {
    labels = Copy.map(labels);
    annotations = Copy.map(annotations);
    baseRefs = Copy.list(baseRefs);
  }

  /** The scheduler of the router; absent when there is none. */
  public @Nullable SchedulerSpec scheduler() {
    return router == null ? null : router.scheduler();
  }
}
