package io.llmisvc.validation;

import io.llmisvc.api.router.SchedulerSpec;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with the spec of a config: it is a fragment, so very little can be. */
public final class ConfigValidation {
  private static final List<Rule<LLMInferenceServiceSpec>> ALL =
      List.of(
          Rule.forbidden(
              ".baseRefs",
              spec -> !spec.baseRefs().isEmpty(),
              "a config cannot build on other configs; list them in the service"),
          Rule.error(
              ".router.scheduler.replicas",
              spec -> isNotPositive(replicas(spec)),
              spec -> "must be greater than 0, not " + replicas(spec)));

  private ConfigValidation() {}

  public static List<Finding> validate(LLMInferenceServiceSpec spec) {
    List<Finding> findings = new ArrayList<>(Rule.check(ALL, "spec", spec));
    findings.addAll(SpecValidation.scaling("spec", spec));
    if (spec.prefill() != null) {
      findings.addAll(SpecValidation.scaling("spec.prefill", spec.prefill()));
    }
    return findings;
  }

  private static boolean isNotPositive(@Nullable Integer value) {
    return value != null && value <= 0;
  }

  private static @Nullable Integer replicas(LLMInferenceServiceSpec spec) {
    SchedulerSpec scheduler = spec.scheduler();
    return scheduler == null ? null : scheduler.replicas();
  }
}
