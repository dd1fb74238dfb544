package io.llmisvc.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.api.router.SchedulerConfigSpec;
import io.llmisvc.api.router.SchedulerSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scheduler; at {@code spec.router.scheduler}. */
final class SchedulerRules {
  static final List<Rule<SchedulerSpec>> ALL =
      List.of(
          Rule.error(
              ".replicas",
              scheduler -> scheduler.replicas() != null && scheduler.replicas() <= 0,
              scheduler -> "must be greater than 0, not " + scheduler.replicas()),
          Rule.error(
              ".config",
              scheduler -> scheduler.config() != null && isEmpty(scheduler.config()),
              "one of inline and ref is required"),
          Rule.error(
              ".config",
              scheduler -> config(scheduler).inline() != null && config(scheduler).ref() != null,
              "inline and ref exclude each other; remove one"),
          Rule.error(
              ".config.inline",
              scheduler -> isBlank(config(scheduler).inline()),
              "is empty; write the configuration, or remove config to have one written for you"),
          Rule.error(
              ".config.ref.name",
              SchedulerRules::refersToNothing,
              "is empty; name the ConfigMap that holds the configuration"));

  private static final SchedulerConfigSpec NO_CONFIG = new SchedulerConfigSpec(null, null);

  private SchedulerRules() {}

  private static SchedulerConfigSpec config(SchedulerSpec scheduler) {
    return scheduler.config() == null ? NO_CONFIG : scheduler.config();
  }

  private static boolean isEmpty(SchedulerConfigSpec config) {
    return config.inline() == null && config.ref() == null;
  }

  private static boolean isBlank(@Nullable JsonNode inline) {
    if (inline == null) {
      return false;
    }
    return inline.isTextual() ? inline.textValue().isBlank() : inline.isEmpty();
  }

  private static boolean refersToNothing(SchedulerSpec scheduler) {
    SchedulerConfigSpec.ConfigMapKey ref = config(scheduler).ref();
    return ref != null && (ref.name() == null || ref.name().isEmpty());
  }
}
