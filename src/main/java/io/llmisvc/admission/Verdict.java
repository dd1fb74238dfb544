package io.llmisvc.admission;

import io.llmisvc.model.finding.Finding;
import java.util.List;

/**
 * What is said of a request: it is refused when there are errors, or for a reason that is no
 * field's.
 *
 * @param errors of fields, all of them
 * @param refusal why it is refused apart from these; empty when it is not
 * @param warnings most important first
 */
record Verdict(List<Finding> errors, String refusal, List<String> warnings) {
  static final Verdict ALLOWED = new Verdict(List.of(), "", List.of());

  Verdict {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  static Verdict of(List<Finding> errors, List<String> warnings) {
    return new Verdict(errors, "", warnings);
  }

  static Verdict refused(String why) {
    return new Verdict(List.of(), why, List.of());
  }

  static Verdict warned(String warning) {
    return new Verdict(List.of(), "", List.of(warning));
  }
}
