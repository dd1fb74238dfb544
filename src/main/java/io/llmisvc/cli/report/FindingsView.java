package io.llmisvc.cli.report;

import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings as a list, and how many there are. */
final class FindingsView {
  private FindingsView() {}

  static void append(List<Finding> findings, Html html) {
    html.open("ul", "class", "findings");
    for (Finding finding : findings) {
      String severity = word(finding.severity());
      html.open("li").element("b", severity, "class", severity).text(" ");
      if (!finding.path().isEmpty()) {
        html.element("code", finding.path()).text(": ");
      }
      html.text(finding.message()).text(" (" + finding.reason() + ")").close("li").line();
    }
    html.close("ul");
  }

  /** Such as {@code 1 error, 2 warnings}. */
  static String counts(List<Finding> findings) {
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long number = findings.stream().filter(finding -> finding.severity() == severity).count();
      if (number > 0) {
        String noun = severity == Severity.INFO ? "note" : word(severity);
        parts.add(number + " " + noun + (number == 1 ? "" : "s"));
      }
    }
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
