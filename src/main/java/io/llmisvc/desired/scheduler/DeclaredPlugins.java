package io.llmisvc.desired.scheduler;

import io.llmisvc.desired.release.Version;
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
    return WrittenConfig.of(effective, managed).stream()
        .flatMap(written -> findings(written, version, tokenizer(managed)));
  }

  /** Which plugins there are does not depend on its address. */
  private static Optional<String> tokenizer(PoolSource.Managed managed) {
    return managed.hasTokenizer() ? Optional.of("tokenizer") : Optional.empty();
  }

  private static Stream<Finding> findings(
      WrittenConfig written, Version version, Optional<String> tokenizer) {
    return Rewriting.plugins(written.text(), version, tokenizer).stream()
        .flatMap(type -> PluginTypes.problem(type, version).stream())
        .map(
            problem ->
                Finding.warning(
                    Subject.SCHEDULER, "PickerPluginUnknown", written.path(), problem));
  }
}
