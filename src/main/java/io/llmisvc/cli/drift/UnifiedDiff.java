package io.llmisvc.cli.drift;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.stream.Collectors;

/** Two texts as {@code diff -u} compares them. */
final class UnifiedDiff {
  /** Lines around each change. */
  private static final int CONTEXT = 3;

  private UnifiedDiff() {}

  /**
   * Empty when they are equal.
   *
   * @param from what the first text is, for the first line
   * @param to what the second is
   */
  static String of(String from, String to, String before, String after) {
    List<String> old = before.lines().toList();
    return UnifiedDiffUtils.generateUnifiedDiff(
            from, to, old, DiffUtils.diff(old, after.lines().toList()), CONTEXT)
        .stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
