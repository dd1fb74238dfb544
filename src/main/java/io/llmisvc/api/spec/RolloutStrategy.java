package io.llmisvc.api.spec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** How many pods, or groups, an update may replace at once; a number or a percentage. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolloutStrategy(
    @JsonPropertyDescription(
            "How many may be missing. Defaults to 25% for a Deployment, 1 for a "
                + "LeaderWorkerSet.")
        @Nullable IntOrString maxUnavailable,
    @JsonPropertyDescription(
            "How many may be there in excess. Defaults to 25% for a Deployment, 0 for a "
                + "LeaderWorkerSet.")
        @Nullable IntOrString maxSurge) {}
