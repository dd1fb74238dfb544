package io.llmisvc.template.function;

import io.llmisvc.template.format.Quoting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Escapes for HTML, JavaScript and URL queries. */
final class Escaping {
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
    } else if (c < ' ' || "<>&=".indexOf(c) >= 0 || (c >= 0x80 && !Quoting.isPrintable(c))) {
      out.append(String.format("\\u%04X", c));
    } else {
      out.appendCodePoint(c);
    }
  }

  static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }
}
