package io.llmisvc.validation;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.llmisvc.api.spec.KVCacheOffloadingSpec;
import io.llmisvc.model.storage.ByteCount;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tiers of a key-value cache against the model server that is to use them: warnings. */
final class KvCacheFitRules {
  private static final String OFFLOADING = "Offloading";

  static final List<Rule<Server>> ALL =
      List.of(
          Rule.warning(
              ".cpu",
              server -> server.memory().filter(limit -> exceeds(server.cpu(), limit)).isPresent(),
              server ->
                  "%s exceed the memory limit %s of container main; raise it, or take less"
                      .formatted(server.cpu(), server.memory().orElseThrow())),
          Rule.<Server>warning(
                  "",
                  server -> server.hasOwnConnector() && !server.says(OFFLOADING),
                  "the model server has a --kv-transfer-config of its own, which takes the place of"
                      + " ours, and it names no "
                      + FitRules.OFFLOADING
                      + ": the tiers are not used")
              .last(),
          Rule.warning(
              "",
              server -> !server.isStartedWith(OFFLOADING) && !server.says(OFFLOADING),
              "the command of container main is not that of a preset and does not tell the model"
                  + " server of the tiers; give it a --kv-transfer-config"));

  private KvCacheFitRules() {}

  /** A model server, and the tiers that it is to have. */
  record Server(Container main, KVCacheOffloadingSpec cache) {

    @Nullable Quantity cpu() {
      return cache.cpu();
    }

    Optional<Quantity> memory() {
      ResourceRequirements resources = main.getResources();
      return resources == null || resources.getLimits() == null
          ? Optional.empty()
          : Optional.ofNullable(resources.getLimits().get("memory"));
    }

    boolean hasOwnConnector() {
      return FitRules.given(main).anyMatch(FitRules::namesConnector);
    }

    /** Whether the user's part of the command line has this text. */
    boolean says(String text) {
      return FitRules.given(main).anyMatch(it -> it.contains(text));
    }

    boolean isStartedWith(String text) {
      return main.getCommand().stream().filter(Objects::nonNull).anyMatch(it -> it.contains(text));
    }
  }

  private static boolean exceeds(@Nullable Quantity one, Quantity other) {
    try {
      return one != null && ByteCount.exceeds(one, other);
    } catch (IllegalArgumentException e) {
      return false; // not quantities, which is said elsewhere
    }
  }
}
