package io.llmisvc.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A config that a service was composed from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AppliedConfig(
    @JsonPropertyDescription("Name of the config.") @Nullable String name,
    @JsonPropertyDescription("Namespace that it was found in.") @Nullable String namespace,
    @JsonPropertyDescription(
            "`Preset` when the operator chose it, `UserRef` when the service names it.")
        @Nullable String source) {}
