package io.llmisvc.api.router;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.PodSpec;
import org.jspecify.annotations.Nullable;

/** A tokenizer that runs as a workload of its own. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TokenizerSpec(
    @JsonPropertyDescription(
            "Pod of the tokenizer, merged over the preset by name. When absent, the preset as "
                + "it is.")
        @Nullable PodSpec template) {}
