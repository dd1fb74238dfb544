package io.llmisvc.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Severity;
import io.llmisvc.model.finding.TextChange;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Locale;

/** Findings for people, one line each and the change of a text below it, and for tools. */
public final class Reports {
  private Reports() {}

  /** What findings that follow each other tell of one change of a text is shown below the last. */
  public static String text(List<Report> reports, boolean colours) {
    StringBuilder text = new StringBuilder();
    for (Report report : reports) {
      TextChange open = TextChange.NONE;
      for (Finding finding : report.findings()) {
        if (!finding.change().equals(open)) {
          text.append(Diff.text(open, colours));
          open = finding.change();
        }
        text.append(word(finding.severity(), colours))
            .append(
                ": %s %s: %s (%s)\n"
                    .formatted(report.kind(), report.id(), finding.text(), finding.reason()));
      }
      text.append(Diff.text(open, colours));
    }
    return text.toString();
  }

  /** How many of each, such as {@code 2 objects: 1 error, 3 warnings}. */
  public static String summary(List<Report> reports) {
    long errors = count(reports, Severity.ERROR);
    long warnings = count(reports, Severity.WARNING);
    return "%s: %s, %s\n"
        .formatted(
            counted(reports.size(), "object"),
            counted(errors, "error"),
            counted(warnings, "warning"));
  }

  public static String json(List<Report> reports) {
    return Json.text(tree(reports));
  }

  public static String yaml(List<Report> reports) {
    return Yaml.text(tree(reports));
  }

  private static ArrayNode tree(List<Report> reports) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Report report : reports) {
      for (Finding finding : report.findings()) {
        ObjectNode entry = list.addObject();
        entry
            .putObject("object")
            .put("kind", report.kind())
            .put("namespace", report.id().namespace())
            .put("name", report.id().name());
        entry
            .put("severity", lower(finding.severity()))
            .put("reason", finding.reason())
            .put("path", finding.path())
            .put("message", finding.message());
        if (!finding.change().isNone()) {
          entry.put("diff", Diff.text(finding.change()));
        }
      }
    }
    return list;
  }

  private static long count(List<Report> reports, Severity severity) {
    return reports.stream()
        .flatMap(report -> report.findings().stream())
        .filter(finding -> finding.severity() == severity)
        .count();
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String word(Severity severity, boolean colours) {
    return colour(severity).of(lower(severity), colours);
  }

  private static Colour colour(Severity severity) {
    return switch (severity) {
      case ERROR -> Colour.BOLD_RED;
      case WARNING -> Colour.YELLOW;
      case INFO -> Colour.CYAN;
    };
  }

  private static String lower(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
