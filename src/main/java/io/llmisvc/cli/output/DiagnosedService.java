package io.llmisvc.cli.output;

import io.llmisvc.diagnosis.Diagnosis;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;

/**
 * A service and why it is not ready.
 *
 * @param warnings what its owner should know besides
 */
public record DiagnosedService(NamespacedName id, Diagnosis diagnosis, List<Finding> warnings) {
  public DiagnosedService {
    warnings = List.copyOf(warnings);
  }

  /** Whether nothing keeps it from being ready. */
  public boolean isReady() {
    return diagnosis.blocking().isEmpty();
  }
}
