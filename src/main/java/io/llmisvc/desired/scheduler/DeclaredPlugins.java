package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.api.router.SchedulerConfigSpec;
import io.llmisvc.desired.release.Version;
import io.llmisvc.desired.scheduler.config.ConfigFlag;
import io.llmisvc.desired.scheduler.config.PluginTypes;
import io.llmisvc.desired.scheduler.config.Rewriting;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.router.PoolSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Warns of plugins in the configuration of a picker that its version does not have. */
public final class DeclaredPlugins {
  private static final String CONFIG = "spec.router.scheduler.config";

  /** Nobody corrects more at once. */
  private static final int MOST = 10;

  private DeclaredPlugins() {}

  /** One finding for each type of plugin, at the field that holds the text. */
  public static List<Finding> unknown(EffectiveSpec effective) {
    if (!(effective.router().pool() instanceof PoolSource.Managed managed)) {
      return List.of();
    }
    Optional<Version> version =
        Version.parse(managed.scheduler().annotations().get(Labels.VERSION));
    return version.stream().flatMap(it -> findings(effective, managed, it)).limit(MOST).toList();
  }

  private static Stream<Finding> findings(
      EffectiveSpec effective, PoolSource.Managed managed, Version version) {
    return Optional.ofNullable(managed.scheduler().config())
        .flatMap(Text::of)
        .or(() -> Text.of(effective.tree().at("/router/scheduler/template")))
        .stream()
        .flatMap(text -> text.findings(version, tokenizer(managed)));
  }

  /** Which plugins there are does not depend on its address. */
  private static Optional<String> tokenizer(PoolSource.Managed managed) {
    return managed.hasTokenizer() ? Optional.of("tokenizer") : Optional.empty();
  }

  /**
   * @param path the field where it was written
   */
  private record Text(String path, String text) {
    /** A text is that of a ConfigMap, for the field holds an object. */
    static Optional<Text> of(SchedulerConfigSpec config) {
      return Optional.ofNullable(config.inline())
          .map(
              inline ->
                  new Text(
                      CONFIG + (inline.isTextual() ? ".ref" : ".inline"),
                      ConfigSource.text(inline)));
    }

    static Optional<Text> of(JsonNode pod) {
      return ConfigFlag.in(pod)
          .filter(ConfigFlag::isInline)
          .map(flag -> new Text(path(flag), flag.value()));
    }

    private static String path(ConfigFlag flag) {
      return EndpointPicker.TEMPLATE_PATH
          + ".containers[name=%s].args[%d]".formatted(Rewriting.MAIN, flag.index() + 1);
    }

    Stream<Finding> findings(Version version, Optional<String> tokenizer) {
      return Rewriting.plugins(text, version, tokenizer).stream()
          .flatMap(type -> PluginTypes.problem(type, version).stream())
          .map(problem -> Finding.warning(Subject.SCHEDULER, "PickerPluginUnknown", path, problem));
    }
  }
}
