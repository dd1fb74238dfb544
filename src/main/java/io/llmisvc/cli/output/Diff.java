package io.llmisvc.cli.output;

import io.llmisvc.model.finding.TextChange;
import java.util.List;
import java.util.stream.Collectors;

/** The change of a text as a unified diff. */
final class Diff {
  private static final String INDENT = "    ";

  private Diff() {}

  /** As tools read it; empty when nothing changed. */
  static String text(TextChange change) {
    return lines(change).stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** As it stands below the line of a finding; empty when nothing changed. */
  static String text(TextChange change, boolean colours) {
    return lines(change).stream()
        .map(line -> INDENT + UnifiedDiff.painted(line, colours) + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> lines(TextChange change) {
    return UnifiedDiff.lines("before", "after", change.before(), change.after());
  }
}
