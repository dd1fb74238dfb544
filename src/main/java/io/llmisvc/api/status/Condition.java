package io.llmisvc.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** One condition of a status. Any change of it moves {@code lastTransitionTime}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
    @JsonPropertyDescription("What the condition is about.") @Nullable String type,
    @JsonPropertyDescription("`True`, `False` or `Unknown`.") @Nullable String status,
    @JsonPropertyDescription(
            "`Info` for conditions that `Ready` does not depend on directly; else absent.")
        @Nullable String severity,
    @JsonPropertyDescription("One word for machines that says why.") @Nullable String reason,
    @JsonPropertyDescription("A sentence for people that says why.") @Nullable String message,
    @JsonPropertyDescription("When it changed last, in RFC 3339.")
        @Nullable String lastTransitionTime) {}
