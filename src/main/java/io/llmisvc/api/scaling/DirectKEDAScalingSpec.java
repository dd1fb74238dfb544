package io.llmisvc.api.scaling;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.llmisvc.api.Copy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options of a KEDA ScaledObject with triggers of the user's own. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record DirectKEDAScalingSpec(
    @JsonPropertyDescription(
            "Seconds between checks of the triggers, at least 1. When absent, the default of "
                + "KEDA.")
        @Nullable Integer pollingInterval,
    @JsonPropertyDescription(
            "Seconds after the last active trigger before scaling to the idle count. When "
                + "absent, the default of KEDA.")
        @Nullable Integer cooldownPeriod,
    @JsonPropertyDescription(
            "Seconds after creation before the cool-down counts. When absent, the default of "
                + "KEDA.")
        @Nullable Integer initialCooldownPeriod,
    @JsonPropertyDescription(
            "Replicas while no trigger is active; less than `minReplicas`, which it requires. "
                + "When absent, `minReplicas`.")
        @Nullable Integer idleReplicaCount,
    @JsonPropertyDescription(
            "What to do when triggers cannot be read. When absent, the count is left alone.")
        KEDAScalingSpec.@Nullable Fallback fallback,
    @JsonPropertyDescription("Further options of the ScaledObject.")
        KEDAScalingSpec.@Nullable Advanced advanced,
    @JsonPropertyDescription("What to scale by; at least one.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<ScaleTrigger> triggers) {
  public DirectKEDAScalingSpec {
    triggers = Copy.list(triggers);
  }

  /** One trigger of a ScaledObject. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ScaleTrigger(
      @JsonPropertyDescription("Kind of scaler, such as `prometheus`. Required.")
          @Nullable String type,
      @JsonPropertyDescription("Name for use in formulas. None by default.") @Nullable String name,
      @JsonPropertyDescription("Parameters of the scaler. Required.")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          Map<String, String> metadata,
      @JsonPropertyDescription("Credentials of the scaler. None by default.")
          @Nullable AuthenticationRef authenticationRef,
      @JsonPropertyDescription(
              "`AverageValue`, `Value` or `Utilization`. When absent, the default of KEDA.")
          @Nullable String metricType,
      @JsonPropertyDescription(
              "Whether values are reused within a polling interval. False when absent.")
          @Nullable Boolean useCachedMetrics) {
    public ScaleTrigger {
      metadata = Copy.map(metadata);
    }
  }

  /** Credentials of a scaler. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record AuthenticationRef(
      @JsonPropertyDescription("Name of the TriggerAuthentication. Required.")
          @Nullable String name,
      @JsonPropertyDescription(
              "`TriggerAuthentication` or `ClusterTriggerAuthentication`. Defaults to the "
                  + "former.")
          @Nullable String kind) {}
}
