package io.llmisvc.cli.output;

import io.llmisvc.model.finding.TextChange;
import java.util.List;
import java.util.stream.Collectors;

/** The change of a text as a unified diff. */
final class Diff {
  private static final String RESET = "\u001b[0m";
  private static final String INDENT = "    ";

  private Diff() {}

  /** As tools read it; empty when nothing changed. */
  static String text(TextChange change) {
    return lines(change).stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** As it stands below the line of a finding; empty when nothing changed. */
  static String text(TextChange change, boolean colours) {
    return lines(change).stream()
        .map(line -> INDENT + (colours ? coloured(line) : line) + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> lines(TextChange change) {
    return UnifiedDiff.lines("before", "after", change.before(), change.after());
  }

  private static String coloured(String line) {
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> "\u001b[32m" + line + RESET;
      case '-' -> "\u001b[31m" + line + RESET;
      case '@' -> "\u001b[36m" + line + RESET;
      default -> line;
    };
  }
}
