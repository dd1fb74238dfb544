package io.llmisvc.template.format;

/**
 * The flags, width and precision of one verb.
 *
 * @param width -1 when not given
 * @param precision -1 when not given
 */
record Layout(
    boolean plus,
    boolean minus,
    boolean sharp,
    boolean space,
    boolean zero,
    boolean named,
    boolean syntax,
    int width,
    int precision) {
  static final Layout PLAIN = new Layout(false, false, false, false, false, false, false, -1, -1);

  /** The fewest characters that a value may take. */
  long least() {
    return Math.max(0L, width) + Math.max(0L, precision);
  }

  /** For the verb {@code v}, plus asks for field names and sharp for Go syntax. */
  Layout forValueVerb() {
    return new Layout(false, minus, false, space, zero, plus, sharp, width, precision);
  }

  /** The text filled up to the width, with zeros only on the left. */
  String padded(String text) {
    return padded(text, zero && !minus ? '0' : ' ');
  }

  String paddedWithSpaces(String text) {
    return padded(text, ' ');
  }

  private String padded(String text, char filler) {
    int missing = width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    String padding = String.valueOf(filler).repeat(missing);
    return minus ? text + padding : padding + text;
  }

  /** The first code points of the text, as many as the precision allows. */
  String truncated(String text) {
    if (precision < 0 || text.codePointCount(0, text.length()) <= precision) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, precision));
  }
}
