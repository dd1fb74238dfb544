package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.router.SchedulerConfigSpec;
import io.llmisvc.desired.scheduler.config.ConfigFlag;
import io.llmisvc.desired.scheduler.config.DefaultConfig;
import io.llmisvc.model.naming.ShortHash;
import java.util.List;
import java.util.Optional;

/**
 * Where the picker's configuration comes from.
 *
 * @param appended the arguments that carry it; none when the template's own do
 * @param isOurs false for a text that is only kept because it is live
 */
record ConfigSource(List<String> appended, boolean isOurs) {
  ConfigSource {
    appended = List.copyOf(appended);
  }

  /** The first that applies: the spec, the template's arguments, the live ones, the default. */
  static ConfigSource of(EndpointPicker picker, Optional<ObjectNode> live) {
    SchedulerConfigSpec config = picker.spec().config();
    if (config != null && config.inline() != null) {
      return new ConfigSource(ConfigFlag.text(text(config.inline())).args(), true);
    }
    if (ConfigFlag.in(picker.pod()).isPresent()) {
      return new ConfigSource(List.of(), true);
    }
    return live.flatMap(ConfigSource::foreign)
        .map(flag -> new ConfigSource(flag.args(), false))
        .orElseGet(() -> generated(picker));
  }

  static ConfigSource generated(EndpointPicker picker) {
    String text = DefaultConfig.text(picker.effective().isDisaggregated(), picker.hasAdapters());
    return new ConfigSource(ConfigFlag.text(text).args(), true);
  }

  /** The live configuration, unless its hash says that we wrote it. */
  private static Optional<ConfigFlag> foreign(ObjectNode live) {
    JsonNode ours = live.path("metadata").path("annotations").path(EndpointPickerPod.CONFIG_HASH);
    return ConfigFlag.in(live.path("spec").path("template").path("spec"))
        .filter(flag -> !ShortHash.of(flag.value()).equals(ours.textValue()));
  }

  /** A ConfigMap's text as it was written; an object in the spec as one line of JSON. */
  static String text(JsonNode inline) {
    return inline.isTextual() ? inline.textValue() : inline.toString();
  }
}
