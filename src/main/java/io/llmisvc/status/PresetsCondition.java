package io.llmisvc.status;

import io.llmisvc.api.AppliedConfig;
import io.llmisvc.model.Stage;
import io.llmisvc.model.Subject;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the service could be composed. */
final class PresetsCondition {
  private PresetsCondition() {}

  static Verdict of(Pass pass) {
    Optional<Verdict> error = pass.error(Subject.COMPOSITION);
    if (error.isEmpty()) {
      return pass.spec().isPresent()
          ? pass.unread(Stage.COMPOSITION).orElse(Verdict.YES)
          : Verdict.unknown(Reason.VALIDATION_UNAVAILABLE, "the service is not composed yet");
    }
    if (pass.isStopped() && !error.get().reason().equals(Reason.STOPPED.text())) {
      return Verdict.no(Reason.STOPPED, Pass.STOPPED.message() + "; " + error.get().message());
    }
    return error.map(verdict -> named(pass, verdict)).get();
  }

  /** A rule can be broken by a value of any config, so the message names them all. */
  private static Verdict named(Pass pass, Verdict error) {
    if (!error.reason().equals(Reason.INVALID_RENDERED_CONFIG.text())) {
      return error;
    }
    String configs =
        pass.plan().composition().applied().stream()
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
