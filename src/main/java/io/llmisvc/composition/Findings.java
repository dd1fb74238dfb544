package io.llmisvc.composition;

import io.llmisvc.model.Finding;
import io.llmisvc.model.Subject;
import java.util.ArrayList;
import java.util.List;

/** Gathers what one composition has to tell. */
final class Findings {
  static final String CONFIG_NOT_FOUND = "ConfigNotFound";
  static final String COMBINE_BASE_ERROR = "CombineBaseError";

  private final List<Finding> findings = new ArrayList<>();

  void add(Finding finding) {
    findings.add(finding);
  }

  /** The composition cannot be finished. */
  void error(String reason, String path, String message) {
    add(Finding.error(Subject.COMPOSITION, reason, path, message));
  }

  void warning(String reason, String path, String message) {
    add(Finding.warning(Subject.COMPOSITION, reason, path, message));
  }

  void info(String reason, String path, String message) {
    add(Finding.info(Subject.COMPOSITION, reason, path, message));
  }

  /** Whether the composition has failed. */
  boolean areFatal() {
    return findings.stream().anyMatch(f -> f.isError() && f.subject() == Subject.COMPOSITION);
  }

  List<Finding> all() {
    return List.copyOf(findings);
  }
}
