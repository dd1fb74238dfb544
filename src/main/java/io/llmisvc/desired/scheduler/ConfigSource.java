package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.router.SchedulerConfigSpec;
import io.llmisvc.desired.release.Version;
import io.llmisvc.desired.scheduler.config.ConfigFlag;
import io.llmisvc.desired.scheduler.config.DefaultConfig;
import io.llmisvc.model.naming.ShortHash;
import java.util.List;
import java.util.Optional;

/**
 * Where the picker's configuration comes from.
 *
 * @param appended the arguments that carry it; none when the template's own do
 */
record ConfigSource(Origin origin, List<String> appended) {
  ConfigSource {
    appended = List.copyOf(appended);
  }

  /** Who wrote it. */
  enum Origin {
    /** The spec, or what it points to, holds it. */
    WRITTEN,
    /** It is only kept because it is live. */
    LIVE,
    /** It fits the service, for nobody wrote one. */
    GENERATED
  }

  /** The first that applies: the spec, the template's arguments, the live ones, the default. */
  static ConfigSource of(EndpointPicker picker, Optional<ObjectNode> live, Version version) {
    SchedulerConfigSpec config = picker.spec().config();
    if (config != null && config.inline() != null) {
      return new ConfigSource(Origin.WRITTEN, ConfigFlag.text(text(config.inline())).args());
    }
    if (ConfigFlag.in(picker.pod()).isPresent()) {
      return new ConfigSource(Origin.WRITTEN, List.of());
    }
    return live.flatMap(ConfigSource::foreign)
        .map(flag -> new ConfigSource(Origin.LIVE, flag.args()))
        .orElseGet(() -> generated(picker, version));
  }

  static ConfigSource generated(EndpointPicker picker, Version version) {
    String text =
        DefaultConfig.text(picker.effective().isDisaggregated(), picker.hasAdapters(), version);
    return new ConfigSource(Origin.GENERATED, ConfigFlag.text(text).args());
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
