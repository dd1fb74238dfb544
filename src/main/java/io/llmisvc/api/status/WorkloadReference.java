package io.llmisvc.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** An object that runs a part of a service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadReference(
    @JsonPropertyDescription("API group; empty or absent for the core group.")
        @Nullable String apiGroup,
    @JsonPropertyDescription("`Deployment`, `LeaderWorkerSet` or `Service`.") @Nullable String kind,
    @JsonPropertyDescription("Name of the object.") @Nullable String name,
    @JsonPropertyDescription(
            "Replicas that serve: available ones of a Deployment, ready ones of a "
                + "LeaderWorkerSet.")
        @Nullable Integer readyReplicas) {}
