package io.llmisvc.template.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Strings under the verbs v, s, q, x and X. */
final class Texts {
  private Texts() {}

  /** The formatted string, or null when the verb does not suit strings. */
  static @Nullable String format(String text, int verb, Layout layout) {
    return switch (verb) {
      case 'v' -> layout.syntax() ? quoted(text, layout) : layout.padded(layout.truncated(text));
      case 's' -> layout.padded(layout.truncated(text));
      case 'q' -> quoted(text, layout);
      case 'x' -> hexadecimal(text, HexFormat.of(), "0x", layout);
      case 'X' -> hexadecimal(text, HexFormat.of().withUpperCase(), "0X", layout);
      default -> null;
    };
  }

  private static String quoted(String text, Layout layout) {
    String shown = layout.truncated(text);
    if (layout.sharp() && GoQuoting.fitsBackQuotes(shown)) {
      return layout.padded("`" + shown + "`");
    }
    return layout.padded(layout.plus() ? GoQuoting.quotedInAscii(shown) : GoQuoting.quoted(shown));
  }

  private static String hexadecimal(String text, HexFormat format, String prefix, Layout layout) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (layout.precision() >= 0 && layout.precision() < bytes.length) {
      bytes = Arrays.copyOf(bytes, layout.precision());
    }
    if (bytes.length == 0) {
      return layout.padded("");
    }
    String lead = layout.sharp() ? prefix : "";
    String separator = layout.space() ? " " + lead : "";
    return layout.padded(lead + format.withDelimiter(separator).formatHex(bytes));
  }
}
