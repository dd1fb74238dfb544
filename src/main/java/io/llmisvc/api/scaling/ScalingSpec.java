package io.llmisvc.api.scaling;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Autoscaling of a workload, by the variant autoscaler or by KEDA. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScalingSpec(
    @JsonPropertyDescription("Lowest number of replicas, at least 1. Defaults to 1.")
        @Nullable Integer minReplicas,
    @JsonPropertyDescription("Highest number of replicas, at least `minReplicas`. Required.")
        @Nullable Integer maxReplicas,
    @JsonPropertyDescription(
            "Scale by the workload variant autoscaler. Exactly one of `wva` and `keda`.")
        @Nullable WVASpec wva,
    @JsonPropertyDescription("Scale by KEDA triggers of your own. Exactly one of `wva` and `keda`.")
        @Nullable DirectKEDAScalingSpec keda) {}
