package io.llmisvc.api.spec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The model of a service, or one LoRA adapter of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LLMModelSpec(
    @JsonPropertyDescription(
            "Where the model is: `hf://`, `s3://`, `pvc://`, `oci://` or `oci+native://`; an "
                + "adapter may use the first three. Required where a model is given.")
        @Nullable String uri,
    @JsonPropertyDescription(
            "Name that clients ask for. Defaults to the name of the service. Required for "
                + "adapters.")
        @Nullable String name,
    @JsonPropertyDescription(
            "How requests rank when the scheduler has to queue or drop: `Critical` (also "
                + "written `High`), `Standard` or `Sheddable`. When absent, the scheduler decides.")
        @Nullable String criticality,
    @JsonPropertyDescription("LoRA adapters served next to the base model. None by default.")
        @Nullable LoRASpec lora,
    @JsonPropertyDescription(
            "Serving of an encrypted model inside a trusted environment. Off when absent.")
        @Nullable ConfidentialSpec confidential) {}
