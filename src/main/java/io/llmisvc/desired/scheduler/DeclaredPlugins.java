package io.llmisvc.desired.scheduler;

import io.llmisvc.desired.release.Version;
import io.llmisvc.desired.scheduler.config.ConfigProblem;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.router.PoolSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Warns of what a picker of the given version will not take, or not as it was meant. */
public final class DeclaredPlugins {
  private static final String PREDICTOR = "predicted-latency-producer";

  /** Nobody corrects more at once. */
  private static final int MOST = 10;

  private DeclaredPlugins() {}

  /** At the field that holds the text. */
  public static List<Finding> questionable(EffectiveSpec effective) {
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
    return Stream.concat(predictor(written), ConfigProblem.of(written.text(), version, tokenizer))
        .map(
            problem ->
                Finding.warning(
                    Subject.SCHEDULER, problem.reason(), written.path(), problem.message()));
  }

  /** Which presets apply is decided before a reference is read. */
  private static Stream<ConfigProblem> predictor(WrittenConfig written) {
    return written.isReferenced() && written.text().contains(PREDICTOR)
        ? Stream.of(
            new ConfigProblem(
                "LatencyPredictorConfigRef",
                "the text declares %s, but the servers that it asks are added only for a text in"
                        .formatted(PREDICTOR)
                    + " config.inline; write it there, or add the servers to"
                    + " spec.router.scheduler.template"))
        : Stream.of();
  }
}
