package io.llmisvc.status;

import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the service could be composed. */
final class PresetsCondition {
  private PresetsCondition() {}

  static Verdict of(StatusContext context) {
    Optional<Verdict> error = context.error(Subject.COMPOSITION);
    if (error.isEmpty()) {
      return context.spec().isPresent()
          ? context.unread(Stage.COMPOSITION).orElse(Verdict.YES)
          : Verdict.unknown(Reason.VALIDATION_UNAVAILABLE, "the service is not composed yet");
    }
    if (context.isStopped() && !error.get().reason().equals(Reason.STOPPED.text())) {
      return Verdict.no(
          Reason.STOPPED, StatusContext.STOPPED.message() + "; " + error.get().message());
    }
    return error.map(verdict -> named(context, verdict)).get();
  }

  /** A rule can be broken by a value of any config, so the message names them all. */
  private static Verdict named(StatusContext context, Verdict error) {
    if (!error.reason().equals(Reason.INVALID_RENDERED_CONFIG.text())) {
      return error;
    }
    String configs =
        context.plan().composition().applied().stream()
            .map(PresetsCondition::text)
            .collect(Collectors.joining(", "));
    return configs.isEmpty()
        ? error
        : Verdict.no(error.reason(), error.message() + " (merged from " + configs + ")");
  }

  private static String text(AppliedConfig config) {
    return "%s:%s/%s".formatted(config.source(), config.namespace(), config.name());
  }
}
