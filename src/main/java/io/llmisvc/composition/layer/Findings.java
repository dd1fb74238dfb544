package io.llmisvc.composition.layer;

import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import java.util.ArrayList;
import java.util.List;

/** Gathers what one composition has to tell. */
public final class Findings {
  static final String CONFIG_NOT_FOUND = "ConfigNotFound";
  public static final String COMBINE_BASE_ERROR = "CombineBaseError";

  private final List<Finding> findings = new ArrayList<>();

  public void add(Finding finding) {
    findings.add(finding);
  }

  /** The composition cannot be finished. */
  public void error(String reason, String path, String message) {
    add(Finding.error(Subject.COMPOSITION, reason, path, message));
  }

  public void warning(String reason, String path, String message) {
    add(Finding.warning(Subject.COMPOSITION, reason, path, message));
  }

  void info(String reason, String path, String message) {
    add(Finding.info(Subject.COMPOSITION, reason, path, message));
  }

  /** Whether the composition has failed. */
  public boolean areFatal() {
    return findings.stream().anyMatch(f -> f.isError() && f.subject() == Subject.COMPOSITION);
  }

  public List<Finding> all() {
    return List.copyOf(findings);
  }
}
