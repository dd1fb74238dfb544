package io.llmisvc.diagnosis;

import java.util.List;

/** What others said, made fit for one line of a terminal. */
final class Words {
  /** The end of what was too long. */
  static final String CUT = "…";

  private static final int LONGEST = 400;

  private Words() {}

  /** One line without control characters, and not too long. */
  static String line(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + CUT;
  }

  /** The last line of a log that says anything; empty when none does. */
  static String last(String log) {
    List<String> lines = log.lines().map(Words::line).filter(line -> !line.isEmpty()).toList();
    return lines.isEmpty() ? "" : lines.getLast();
  }
}
