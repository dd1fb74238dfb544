package io.llmisvc.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.llmisvc.api.Copy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the operator found about a config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LLMInferenceServiceConfigStatus(
    @JsonPropertyDescription("Generation of the object that this status is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Conditions, sorted by type.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Condition> conditions,
    @JsonPropertyDescription(
            "Names of the well-known configs that the object stays with across upgrades of "
                + "the operator.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> annotations,
    @JsonPropertyDescription("Services that use the config, sorted by namespace, then name.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<ReferencedBy> referencedBy) {
  public LLMInferenceServiceConfigStatus {
    conditions = Copy.list(conditions);
    annotations = Copy.map(annotations);
    referencedBy = Copy.list(referencedBy);
  }

  /** A service that uses the config. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ReferencedBy(
      @JsonPropertyDescription("Name of the service.") @Nullable String name,
      @JsonPropertyDescription("Namespace of the service.") @Nullable String namespace) {}
}
