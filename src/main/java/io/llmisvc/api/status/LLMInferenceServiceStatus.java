package io.llmisvc.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.llmisvc.api.Copy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the operator found and did for a service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LLMInferenceServiceStatus(
    @JsonPropertyDescription("Generation of the object that this status is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Conditions, sorted by type.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Condition> conditions,
    @JsonPropertyDescription(
            "Names of the well-known configs that the object stays with across upgrades of "
                + "the operator, and how many accelerators it asks for.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> annotations,
    @JsonPropertyDescription("Address to use: an external one if there is any.")
        @Nullable String url,
    @JsonPropertyDescription("Kept for compatibility; never filled.") @Nullable Address address,
    @JsonPropertyDescription("All addresses of the service.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Address> addresses,
    @JsonPropertyDescription(
            "What exposes the service. Absent when it is not routed or is stopped.")
        @Nullable RouterStatus router,
    @JsonPropertyDescription("What runs the service. Absent when it is stopped.")
        @Nullable WorkloadStatus workloads,
    @JsonPropertyDescription("Configs of the last composition, lowest precedence first.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<AppliedConfig> appliedConfigs) {
  public LLMInferenceServiceStatus {
    conditions = Copy.list(conditions);
    annotations = Copy.map(annotations);
    addresses = Copy.list(addresses);
    appliedConfigs = Copy.list(appliedConfigs);
  }

  /** The status of a service that nobody has looked at. */
  public static final LLMInferenceServiceStatus NONE =
      new LLMInferenceServiceStatus(
          null, List.of(), Map.of(), null, null, List.of(), null, null, List.of());

  /** The same with other conditions. */
  public LLMInferenceServiceStatus withConditions(List<Condition> others) {
    return new LLMInferenceServiceStatus(
        observedGeneration,
        others,
        annotations,
        url,
        address,
        addresses,
        router,
        workloads,
        appliedConfigs);
  }
}
