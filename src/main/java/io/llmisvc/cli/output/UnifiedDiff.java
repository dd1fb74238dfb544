package io.llmisvc.cli.output;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.stream.Collectors;

/** Two texts as {@code diff -u} compares them. */
public final class UnifiedDiff {
  /** Lines around each change. */
  private static final int CONTEXT = 3;

  /** Lines of both texts together beyond which nobody waits for a comparison, nor reads it. */
  private static final int MOST = 10_000;

  private UnifiedDiff() {}

  /**
   * Empty when they are equal, or too long to be compared.
   *
   * @param from what the first text is, for the first line
   * @param to what the second is
   */
  public static String of(String from, String to, String before, String after) {
    return lines(from, to, before, after).stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  static List<String> lines(String from, String to, String before, String after) {
    List<String> old = before.lines().toList();
    List<String> young = after.lines().toList();
    return old.size() + young.size() > MOST
        ? List.of()
        : UnifiedDiffUtils.generateUnifiedDiff(from, to, old, DiffUtils.diff(old, young), CONTEXT);
  }

  /** A line of a diff in the colour of what it says. */
  public static String painted(String line, boolean colours) {
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> Colour.GREEN.of(line, colours);
      case '-' -> Colour.RED.of(line, colours);
      case '@' -> Colour.CYAN.of(line, colours);
      default -> line;
    };
  }
}
