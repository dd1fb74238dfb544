package io.llmisvc.api.spec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.llmisvc.api.Copy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LoRA adapters of a model and the room that the model server reserves for them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LoRASpec(
    @SchemaFrom(type = JsonNode.class)
        @JsonPropertyDescription("The adapters, each with a `uri` and a `name`. None by default.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<LLMModelSpec> adapters,
    @JsonPropertyDescription(
            "Highest rank of an adapter (`--max-lora-rank`). At least 1. When absent, the "
                + "default of the model server.")
        @Nullable Integer maxRank,
    @JsonPropertyDescription(
            "Adapters that one batch may use (`--max-loras`). At least 1. When absent, the "
                + "default of the model server.")
        @Nullable Integer maxAdapters,
    @JsonPropertyDescription(
            "Adapters kept in CPU memory (`--max-cpu-loras`). At least 1. When absent, the "
                + "default of the model server.")
        @Nullable Integer maxCpuAdapters) {
  public LoRASpec {
    adapters = Copy.list(adapters);
  }
}
