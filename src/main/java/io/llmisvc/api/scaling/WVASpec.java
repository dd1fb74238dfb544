package io.llmisvc.api.scaling;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import org.jspecify.annotations.Nullable;

/** Scaling by the workload variant autoscaler, which decides a number that an actuator applies. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WVASpec(
    @JsonPropertyDescription("Relative cost of one replica, a decimal number. Defaults to `10.0`.")
        @Nullable String variantCost,
    @JsonPropertyDescription(
            "Apply the number by a HorizontalPodAutoscaler. Exactly one of `hpa` and `keda`.")
        @Nullable HPA hpa,
    @JsonPropertyDescription(
            "Apply the number by a KEDA ScaledObject. Exactly one of `hpa` and `keda`.")
        @Nullable KEDAScalingSpec keda) {

  /** Options of the HorizontalPodAutoscaler. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record HPA(
      @JsonPropertyDescription(
              "How fast it scales up and down. When absent, the defaults of Kubernetes.")
          @Nullable HorizontalPodAutoscalerBehavior behavior) {}
}
