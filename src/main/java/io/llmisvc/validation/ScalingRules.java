package io.llmisvc.validation;

import io.llmisvc.api.scaling.DirectKEDAScalingSpec;
import io.llmisvc.api.scaling.KEDAScalingSpec;
import io.llmisvc.api.scaling.ScalingSpec;
import io.llmisvc.api.scaling.WVASpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Autoscaling of one workload; at {@code spec.scaling} and {@code spec.prefill.scaling}. */
final class ScalingRules {
  static final List<Rule<ScalingSpec>> ALL =
      List.of(
          Rule.error(
              ".minReplicas",
              scaling ->
                  scaling.minReplicas() != null
                      && scaling.maxReplicas() != null
                      && scaling.minReplicas() > scaling.maxReplicas(),
              scaling ->
                  "minReplicas %d is greater than maxReplicas %d"
                      .formatted(scaling.minReplicas(), scaling.maxReplicas())),
          Rule.<ScalingSpec>error(
                  "",
                  scaling -> scaling.wva() != null && scaling.keda() != null,
                  "wva and keda exclude each other; remove one")
              .last(),
          Rule.<ScalingSpec>required(
                  "",
                  scaling -> scaling.wva() == null && scaling.keda() == null,
                  "one of wva and keda is required")
              .last(),
          Rule.required(
              ".keda.triggers",
              scaling -> scaling.keda() != null && scaling.keda().triggers().isEmpty(),
              "at least one trigger is required"),
          Rule.error(
              ".wva",
              scaling ->
                  scaling.wva() != null
                      && scaling.wva().hpa() != null
                      && scaling.wva().keda() != null,
              "hpa and keda exclude each other; remove one"),
          Rule.required(
              ".wva",
              scaling ->
                  scaling.wva() != null
                      && scaling.wva().hpa() == null
                      && scaling.wva().keda() == null,
              "one of hpa and keda is required"),
          Rule.forbidden(
              ".wva.keda.advanced.scalingModifiers",
              scaling -> hasModifiers(scaling.wva()),
              "must not be set: wva brings its own formula; move it to scaling.keda"),
          Rule.forbidden(
              ".wva.keda.advanced.horizontalPodAutoscalerConfig.name",
              scaling -> hasName(wvaAdvanced(scaling)),
              "must be empty: the operator names the HorizontalPodAutoscaler"),
          Rule.forbidden(
              ".keda.advanced.horizontalPodAutoscalerConfig.name",
              scaling -> hasName(kedaAdvanced(scaling)),
              "must be empty: the operator names the HorizontalPodAutoscaler"),
          Rule.required(
              ".minReplicas",
              scaling -> scaling.minReplicas() == null && anyIdle(scaling),
              "is required when idleReplicaCount is set"),
          Rule.error(
              ".wva.keda.idleReplicaCount",
              scaling -> isIdleTooHigh(scaling, wvaIdle(scaling)),
              scaling -> idleMessage(scaling, wvaIdle(scaling))),
          Rule.error(
              ".keda.idleReplicaCount",
              scaling -> isIdleTooHigh(scaling, kedaIdle(scaling)),
              scaling -> idleMessage(scaling, kedaIdle(scaling))));

  private ScalingRules() {}

  private static boolean hasModifiers(@Nullable WVASpec wva) {
    KEDAScalingSpec keda = wva == null ? null : wva.keda();
    KEDAScalingSpec.Advanced advanced = keda == null ? null : keda.advanced();
    KEDAScalingSpec.ScalingModifiers modifiers =
        advanced == null ? null : advanced.scalingModifiers();
    return modifiers != null
        && Stream.of(
                modifiers.formula(),
                modifiers.target(),
                modifiers.activationTarget(),
                modifiers.metricType())
            .anyMatch(value -> value != null && !value.isEmpty());
  }

  private static boolean hasName(KEDAScalingSpec.@Nullable Advanced advanced) {
    KEDAScalingSpec.HorizontalPodAutoscalerConfig config =
        advanced == null ? null : advanced.horizontalPodAutoscalerConfig();
    return config != null && config.name() != null && !config.name().isEmpty();
  }

  private static KEDAScalingSpec.@Nullable Advanced wvaAdvanced(ScalingSpec scaling) {
    KEDAScalingSpec keda = wvaKeda(scaling);
    return keda == null ? null : keda.advanced();
  }

  private static KEDAScalingSpec.@Nullable Advanced kedaAdvanced(ScalingSpec scaling) {
    return scaling.keda() == null ? null : scaling.keda().advanced();
  }

  private static @Nullable KEDAScalingSpec wvaKeda(ScalingSpec scaling) {
    return scaling.wva() == null ? null : scaling.wva().keda();
  }

  private static @Nullable Integer wvaIdle(ScalingSpec scaling) {
    KEDAScalingSpec keda = wvaKeda(scaling);
    return keda == null ? null : keda.idleReplicaCount();
  }

  private static @Nullable Integer kedaIdle(ScalingSpec scaling) {
    DirectKEDAScalingSpec keda = scaling.keda();
    return keda == null ? null : keda.idleReplicaCount();
  }

  private static boolean anyIdle(ScalingSpec scaling) {
    return wvaIdle(scaling) != null || kedaIdle(scaling) != null;
  }

  private static boolean isIdleTooHigh(ScalingSpec scaling, @Nullable Integer idle) {
    return idle != null && scaling.minReplicas() != null && idle >= scaling.minReplicas();
  }

  private static String idleMessage(ScalingSpec scaling, @Nullable Integer idle) {
    return "idleReplicaCount %d must be less than minReplicas %d"
        .formatted(idle, scaling.minReplicas());
  }
}
