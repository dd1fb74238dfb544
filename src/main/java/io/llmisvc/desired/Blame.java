package io.llmisvc.desired;

import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;

/** The condition, and the reason in it, that the findings about one part of a service land on. */
public record Blame(Subject subject, String reason) {

  public Finding error(String path, String message) {
    return Finding.error(subject, reason, path, message);
  }

  public Finding warning(String reason, String path, String message) {
    return Finding.warning(subject, reason, path, message);
  }
}
