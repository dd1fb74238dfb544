package io.llmisvc.admission;

import io.llmisvc.model.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Findings as the lines that a client shows to who writes an object. */
final class Warnings {
  /** Nobody reads more. */
  private static final int MOST = 10;

  private Warnings() {}

  /** At most ten, most important first; when there are more, the last one says so. */
  static List<String> of(List<Finding> findings) {
    List<String> lines =
        findings.stream()
            .sorted(Comparator.comparing(Finding::severity))
            .map(Finding::text)
            .distinct()
            .toList();
    if (lines.size() <= MOST) {
      return lines;
    }
    int others = lines.size() - (MOST - 1);
    List<String> first = new ArrayList<>(lines.subList(0, MOST - 1));
    first.add(others + " more; llmisvc validate shows all of them");
    return first;
  }
}
