package io.llmisvc.api.scaling;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import org.jspecify.annotations.Nullable;

/** Options of a KEDA ScaledObject whose trigger the operator writes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record KEDAScalingSpec(
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
        @Nullable Fallback fallback,
    @JsonPropertyDescription("Further options of the ScaledObject.") @Nullable Advanced advanced) {

  /** What a ScaledObject does when its triggers cannot be read. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Fallback(
      @JsonPropertyDescription("Failures in a row before the fallback applies. Required.")
          @Nullable Integer failureThreshold,
      @JsonPropertyDescription("Replicas while it applies. Required.") @Nullable Integer replicas,
      @JsonPropertyDescription(
              "How `replicas` is read: `static`, `currentReplicas`, `currentReplicasIfHigher` "
                  + "or `currentReplicasIfLower`. Defaults to `static`.")
          @Nullable String behavior) {}

  /** Further options of a ScaledObject. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Advanced(
      @JsonPropertyDescription("Options of the HorizontalPodAutoscaler that KEDA creates.")
          @Nullable HorizontalPodAutoscalerConfig horizontalPodAutoscalerConfig,
      @JsonPropertyDescription(
              "Whether the count from before is restored when the ScaledObject goes. False when "
                  + "absent.")
          @Nullable Boolean restoreToOriginalReplicaCount,
      @JsonPropertyDescription(
              "One metric composed from the triggers. Not under `wva`, which has one of its "
                  + "own.")
          @Nullable ScalingModifiers scalingModifiers) {}

  /** Options of the HorizontalPodAutoscaler that KEDA creates. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record HorizontalPodAutoscalerConfig(
      @JsonPropertyDescription(
              "How fast it scales up and down. When absent, the defaults of Kubernetes.")
          @Nullable HorizontalPodAutoscalerBehavior behavior,
      @JsonPropertyDescription("Must be empty: the operator names it.") @Nullable String name) {}

  /** One metric composed from the triggers of a ScaledObject. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ScalingModifiers(
      @JsonPropertyDescription("Expression over the names of the triggers.")
          @Nullable String formula,
      @JsonPropertyDescription("Value that the metric is held at.") @Nullable String target,
      @JsonPropertyDescription("Value from which scaling is active.")
          @Nullable String activationTarget,
      @JsonPropertyDescription(
              "`AverageValue`, `Value` or `Utilization`. When absent, the default of KEDA.")
          @Nullable String metricType) {}
}
