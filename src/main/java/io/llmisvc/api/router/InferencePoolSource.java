package io.llmisvc.api.router;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import org.jspecify.annotations.Nullable;

/** The pool of a scheduler: managed, or an existing one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record InferencePoolSource(
    @JsonPropertyDescription("Laid over the managed pool. Absent: the managed pool as it is.")
        @Nullable InferencePoolSpec spec,
    @JsonPropertyDescription(
            "An existing InferencePool of the same namespace. When it names one, no pool and "
                + "no picker are managed.")
        @Nullable LocalObjectReference ref) {}
