package io.llmisvc.cli;

import io.llmisvc.cli.input.Document;
import io.llmisvc.composition.UnknownFields;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Severity;
import java.util.List;

/** What a field that the API does not know means. The names are what the user types. */
enum UnknownFieldMode {
  /** The object is refused, as kubectl apply refuses it. */
  error(Severity.ERROR),

  /**
   * The field is dropped, as an API server drops it for clients that do not ask it to be strict.
   */
  warn(Severity.WARNING);

  private final Severity severity;

  UnknownFieldMode(Severity severity) {
    this.severity = severity;
  }

  List<Finding> findings(Document document) {
    return UnknownFields.of(document.tree(), severity);
  }
}
