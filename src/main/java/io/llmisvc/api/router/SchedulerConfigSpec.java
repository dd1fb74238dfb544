package io.llmisvc.api.router;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import org.jspecify.annotations.Nullable;

/** The configuration of an endpoint picker: its text, or where to read it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SchedulerConfigSpec(
    @PreserveUnknownFields
        @JsonPropertyDescription("The configuration itself, an object in the format of the picker.")
        @Nullable JsonNode inline,
    @JsonPropertyDescription("ConfigMap of the same namespace that holds the configuration.")
        @Nullable ConfigMapKey ref) {

  /** One key of a ConfigMap. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ConfigMapKey(
      @JsonPropertyDescription("Name of the ConfigMap.") @Nullable String name,
      @JsonPropertyDescription("Key that holds the configuration. Required.") @Nullable String key,
      @JsonPropertyDescription("Whether the ConfigMap or key may be missing. False when absent.")
          @Nullable Boolean optional) {}
}
