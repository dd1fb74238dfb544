package io.llmisvc.cli.output;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.llmisvc.model.finding.TextChange;
import java.util.List;
import java.util.stream.Collectors;

/** The change of a text as a unified diff. */
final class Diff {
  private static final String RESET = "\u001b[0m";
  private static final String INDENT = "    ";

  /** Lines around each change that tell where it is. */
  private static final int CONTEXT = 3;

  /** Lines of both texts together beyond which nobody waits for a comparison, nor reads it. */
  private static final int MOST = 10_000;

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
    List<String> before = change.before().lines().toList();
    List<String> after = change.after().lines().toList();
    return before.size() + after.size() > MOST
        ? List.of()
        : UnifiedDiffUtils.generateUnifiedDiff(
            "before", "after", before, DiffUtils.diff(before, after), CONTEXT);
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
