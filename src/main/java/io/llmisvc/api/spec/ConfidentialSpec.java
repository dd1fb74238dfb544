package io.llmisvc.api.spec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Serving of an encrypted model. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConfidentialSpec(
    @JsonPropertyDescription("Whether the model is decrypted in a trusted environment. Required.")
        @Nullable Boolean enabled,
    @JsonPropertyDescription(
            "Key of the model in the key broker: `kbs:///repository/type/tag`. When absent, "
                + "none is asked for.")
        @Nullable String resourceId) {}
