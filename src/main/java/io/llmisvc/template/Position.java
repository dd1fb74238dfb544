package io.llmisvc.template;

import io.llmisvc.template.syntax.Span;

/**
 * A place in a template.
 *
 * @param line counted from 1
 * @param column in characters, counted from 1
 * @param excerpt the text at this place, on one line
 */
public record Position(int line, int column, String excerpt) {
  private static final int LONGEST = 80;

  static Position of(String text, Span span) {
    int start = Math.min(span.start(), text.length());
    int line = 1;
    int lineStart = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < start; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new Position(line, start - lineStart + 1, excerpt(text, start, span.end()));
  }

  private static String excerpt(String text, int start, int end) {
    String excerpt =
        text.substring(start, Math.min(end, text.length())).replaceAll("\\s+", " ").strip();
    return excerpt.length() <= LONGEST ? excerpt : excerpt.substring(0, LONGEST) + "...";
  }
}
