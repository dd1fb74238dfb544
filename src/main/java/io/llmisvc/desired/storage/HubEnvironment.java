package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.llmisvc.desired.ContainerEnvironment;
import java.util.List;

/** The variables that make downloads from the Hugging Face hub fast; the user's own ones stay. */
final class HubEnvironment {
  private static final List<EnvVar> DEFAULTS =
      List.of(
          ContainerEnvironment.literal("HF_HUB_ENABLE_HF_TRANSFER", "1"),
          ContainerEnvironment.literal("HF_XET_HIGH_PERFORMANCE", "1"),
          ContainerEnvironment.literal("HF_XET_NUM_CONCURRENT_RANGE_GETS", "8"));

  private HubEnvironment() {}

  static Initializer onto(Initializer initializer, StorageRequest request) {
    if (request.account().isMissing() || !request.liveInitializer().takesHubEnvironment()) {
      return initializer;
    }
    return initializer.environment(
        environment -> {
          ContainerEnvironment result = environment;
          for (EnvVar variable : DEFAULTS) {
            result = result.setIfAbsent(variable);
          }
          return result;
        });
  }
}
