package io.llmisvc.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** An object of the cluster, by name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ObjectReference(
    @JsonPropertyDescription("API group; empty for the core group.") @Nullable String group,
    @JsonPropertyDescription("Kind of the object.") @Nullable String kind,
    @JsonPropertyDescription("Name of the object.") @Nullable String name,
    @JsonPropertyDescription("Namespace of the object. That of the service when absent.")
        @Nullable String namespace) {}
