package io.llmisvc.validation;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pod of a workload, presets included; at {@code template} or {@code worker}. */
final class PodRules {
  static final List<Rule<PodSpec>> ALL =
      List.of(
          Rule.warning(
              ".containers",
              pod -> pod.getContainers().stream().noneMatch(PodRules::isMain),
              "there is no container named main, which is the one that gets the model"));

  private PodRules() {}

  private static boolean isMain(@Nullable Container container) {
    return container != null && "main".equals(container.getName());
  }
}
