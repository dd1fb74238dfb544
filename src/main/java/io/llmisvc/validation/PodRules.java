package io.llmisvc.validation;

import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;

/** A pod of a workload, presets included; at {@code template} or {@code worker}. */
final class PodRules {
  static final List<Rule<PodSpec>> ALL =
      List.of(
          Rule.warning(
              ".containers",
              pod -> pod.getContainers().stream().noneMatch(c -> "main".equals(c.getName())),
              "there is no container named main, which is the one that gets the model"));

  private PodRules() {}
}
