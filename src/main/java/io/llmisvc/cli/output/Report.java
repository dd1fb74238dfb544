package io.llmisvc.cli.output;

import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;

/** What was found about one service or config. */
public record Report(String kind, NamespacedName id, List<Finding> findings) {
  public Report {
    findings = List.copyOf(findings);
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }
}
