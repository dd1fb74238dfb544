package io.llmisvc.api.spec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Switch of the model download. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StorageInitializerSpec(
    @JsonPropertyDescription(
            "Whether the operator adds the model volume or download. True when absent; false "
                + "leaves the pods without either.")
        @Nullable Boolean enabled) {}
