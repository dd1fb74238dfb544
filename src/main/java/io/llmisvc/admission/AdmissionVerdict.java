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
record AdmissionVerdict(List<Finding> errors, String refusal, List<String> warnings) {
  static final AdmissionVerdict ALLOWED = new AdmissionVerdict(List.of(), "", List.of());

  AdmissionVerdict {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  boolean isAllowed() {
    return errors.isEmpty() && refusal.isEmpty();
  }

  static AdmissionVerdict of(List<Finding> errors, List<String> warnings) {
    return new AdmissionVerdict(errors, "", warnings);
  }

  static AdmissionVerdict refused(String why) {
    return new AdmissionVerdict(List.of(), why, List.of());
  }

  static AdmissionVerdict warned(String warning) {
    return new AdmissionVerdict(List.of(), "", List.of(warning));
  }
}
