package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.api.router.SchedulerConfigSpec;
import io.llmisvc.desired.scheduler.config.ConfigFlag;
import io.llmisvc.desired.scheduler.config.Rewriting;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.router.PoolSource;
import java.util.Optional;

/**
 * A picker's configuration that somebody wrote in the spec, or where the spec points.
 *
 * @param path the field where it was written
 */
record WrittenConfig(String path, String text) {
  /** The field of the configuration. */
  static final String FIELD = "spec.router.scheduler.config";

  /** That of the field, else that among the template's arguments; none that is in a file. */
  static Optional<WrittenConfig> of(EffectiveSpec effective, PoolSource.Managed managed) {
    return Optional.ofNullable(managed.scheduler().config())
        .flatMap(WrittenConfig::of)
        .or(() -> of(effective.tree().at("/router/scheduler/template")));
  }

  /** A text is that of a ConfigMap, for the field holds an object. */
  private static Optional<WrittenConfig> of(SchedulerConfigSpec config) {
    return Optional.ofNullable(config.inline())
        .map(
            inline ->
                new WrittenConfig(
                    FIELD + (inline.isTextual() ? ".ref" : ".inline"), ConfigSource.text(inline)));
  }

  private static Optional<WrittenConfig> of(JsonNode pod) {
    return ConfigFlag.in(pod)
        .filter(ConfigFlag::isInline)
        .map(flag -> new WrittenConfig(path(flag), flag.value()));
  }

  private static String path(ConfigFlag flag) {
    return EndpointPicker.TEMPLATE_PATH
        + ".containers[name=%s].args[%d]".formatted(Rewriting.MAIN, flag.index() + 1);
  }

  boolean isReferenced() {
    return path.equals(FIELD + ".ref");
  }
}
