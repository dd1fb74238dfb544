package io.llmisvc.template.function;

import io.llmisvc.template.format.GoQuoting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Escapes for HTML, JavaScript and URL queries. */
final class Escaping {
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();

  /** The most characters that one becomes: three bytes, each as a percent sign and two digits. */
  static final int LONGEST = 9;

  private Escaping() {}

  static String html(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\0' -> out.append('\uFFFD');
        case '"' -> out.append("&#34;");
        case '\'' -> out.append("&#39;");
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  static String js(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> js(c, out));
    return out.toString();
  }

  private static void js(int c, StringBuilder out) {
    if (c == '\\' || c == '\'' || c == '"') {
      out.append('\\').append((char) c);
    } else if (c < ' ' || "<>&=".indexOf(c) >= 0 || (c >= 0x80 && !GoQuoting.isPrintable(c))) {
      hexadecimal(c, out.append("\\u"));
    } else {
      out.appendCodePoint(c);
    }
  }

  /** At least four digits. */
  private static void hexadecimal(int c, StringBuilder out) {
    if (c > Character.MAX_VALUE) {
      out.append(UPPER.toHexDigits(c >> 16, c > 0xFFFFF ? 2 : 1));
    }
    out.append(UPPER.toHexDigits((char) c));
  }

  static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }
}
