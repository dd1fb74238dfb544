package io.llmisvc.api.router;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A Gateway, or one listener of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GatewayObjectReference(
    @JsonPropertyDescription("Name of the Gateway.") @Nullable String name,
    @JsonPropertyDescription("Namespace of the Gateway. Defaults to the namespace of the service.")
        @Nullable String namespace,
    @JsonPropertyDescription("Listener of the Gateway. When absent, all of them.")
        @Nullable String sectionName) {}
