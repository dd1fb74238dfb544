package io.llmisvc.template.format;

import java.util.HexFormat;

/** Go's quoted string and character literals. */
public final class GoQuoting {
  private static final char QUOTE = '"';
  private static final HexFormat HEX = HexFormat.of();

  private GoQuoting() {}

  /** A double-quoted Go literal. */
  public static String quoted(String text) {
    return quoted(text, QUOTE, false);
  }

  static String quotedInAscii(String text) {
    return quoted(text, QUOTE, true);
  }

  static String character(int codePoint, boolean ascii) {
    return quoted(Character.toString(codePoint), '\'', ascii);
  }

  /** Whether the text can stand between back quotes. */
  static boolean fitsBackQuotes(String text) {
    return text.codePoints()
        .allMatch(c -> c != '`' && c != 0xFEFF && c != 0x7F && (c >= ' ' || c == '\t'));
  }

  private static String quoted(String text, char quote, boolean ascii) {
    StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> escape(c, quote, ascii, out));
    return out.append(quote).toString();
  }

  private static void escape(int c, char quote, boolean ascii, StringBuilder out) {
    if (c == quote || c == '\\') {
      out.append('\\').append((char) c);
      return;
    }
    if (isPrintable(c) && (!ascii || c < 0x80)) {
      out.appendCodePoint(c);
      return;
    }
    int named = "\u0007\b\f\n\r\t\u000B".indexOf(c);
    if (named >= 0) {
      out.append('\\').append("abfnrtv".charAt(named));
      return;
    }
    if (c < ' ' || c == 0x7F) {
      out.append("\\x").append(HEX.toHexDigits((byte) c));
      return;
    }
    out.append(c < 0x10000 ? "\\u" : "\\U");
    out.append(c < 0x10000 ? HEX.toHexDigits((char) c) : HEX.toHexDigits(c));
  }

  /**
   * Go's notion: letters, marks, numbers, punctuation, symbols, and of the spaces only the ASCII
   * one.
   */
  public static boolean isPrintable(int c) {
    if (c == ' ') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
