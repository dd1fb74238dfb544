package io.llmisvc.validation;

import io.llmisvc.api.scaling.ScalingSpec;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.spec.Workload;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Autoscaling next to its neighbours: the replica count, and the other workload. */
final class ScalingPairRules {
  /** At {@code spec} and {@code spec.prefill}. */
  static final List<Rule<Workload>> WITH_REPLICAS =
      List.of(
          Rule.error(
              ".scaling",
              workload -> workload.scaling() != null && workload.replicas() != null,
              workload ->
                  "scaling and replicas (%d) exclude each other; remove one"
                      .formatted(workload.replicas())));

  /** At {@code spec.prefill.scaling}. */
  static final List<Rule<LLMInferenceServiceSpec>> MAIN_AND_PREFILL =
      List.of(
          Rule.error(
              "",
              spec -> both(spec, (main, prefill) -> isKeda(main) != isKeda(prefill)),
              "must use the same one of wva and keda as spec.scaling"),
          Rule.error(
              ".wva",
              spec -> both(spec, ScalingPairRules::areOfDifferentBackends),
              "must use the same one of hpa and keda as spec.scaling.wva"));

  private ScalingPairRules() {}

  private static boolean both(
      LLMInferenceServiceSpec spec, BiPredicate<ScalingSpec, ScalingSpec> test) {
    @Nullable ScalingSpec prefill = spec.prefill() == null ? null : spec.prefill().scaling();
    return spec.scaling() != null && prefill != null && test.test(spec.scaling(), prefill);
  }

  private static boolean isKeda(ScalingSpec scaling) {
    return scaling.keda() != null;
  }

  private static boolean areOfDifferentBackends(ScalingSpec main, ScalingSpec prefill) {
    return main.wva() != null
        && prefill.wva() != null
        && (main.wva().hpa() != null) != (prefill.wva().hpa() != null);
  }
}
