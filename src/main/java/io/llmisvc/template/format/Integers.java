package io.llmisvc.template.format;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Integers under the verbs v, d, b, o, O, x, X, c, q and U. */
final class Integers {
  private static final int REPLACEMENT = 0xFFFD;

  private Integers() {}

  /** The formatted number, or null when the verb does not suit integers. */
  static @Nullable String format(long number, int verb, Layout layout) {
    return switch (verb) {
      case 'v', 'd' -> inBase(number, 10, verb, layout);
      case 'b' -> inBase(number, 2, verb, layout);
      case 'o', 'O' -> inBase(number, 8, verb, layout);
      case 'x', 'X' -> inBase(number, 16, verb, layout);
      case 'c' -> layout.padded(Character.toString(codePoint(number)));
      case 'q' -> layout.padded(GoQuoting.character(codePoint(number), layout.plus()));
      case 'U' -> unicode(number, layout);
      default -> null;
    };
  }

  /** The hexadecimal notation of unsigned numbers in Go syntax. */
  static String hexadecimal(long number) {
    return "0x" + Long.toHexString(number);
  }

  private static String inBase(long number, int base, int verb, Layout layout) {
    if (layout.precision() == 0 && number == 0) {
      return layout.paddedWithSpaces("");
    }
    boolean negative = number < 0;
    String sign = negative ? "-" : layout.plus() ? "+" : layout.space() ? " " : "";
    String digits = Long.toUnsignedString(negative ? -number : number, base);
    digits = "0".repeat(Math.max(0, leastDigits(sign, layout) - digits.length())) + digits;
    if (verb == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
    }
    return layout.paddedWithSpaces(sign + prefix(digits, base, verb, layout) + digits);
  }

  private static int leastDigits(String sign, Layout layout) {
    if (layout.precision() >= 0) {
      return layout.precision();
    }
    boolean filled = layout.zero() && !layout.minus() && layout.width() >= 0;
    return filled ? layout.width() - sign.length() : 0;
  }

  private static String prefix(String digits, int base, int verb, Layout layout) {
    String prefix = verb == 'O' ? "0o" : "";
    if (!layout.sharp()) {
      return prefix;
    }
    return prefix
        + switch (base) {
          case 2 -> "0b";
          case 8 -> digits.charAt(0) == '0' ? "" : "0";
          case 16 -> verb == 'X' ? "0X" : "0x";
          default -> "";
        };
  }

  private static int codePoint(long number) {
    boolean valid =
        number >= 0
            && number <= Character.MAX_CODE_POINT
            && !(number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE);
    return valid ? (int) number : REPLACEMENT;
  }

  private static String unicode(long number, Layout layout) {
    String digits = Long.toHexString(number).toUpperCase(Locale.ROOT);
    int least = Math.max(4, layout.precision());
    String text = "U+" + "0".repeat(Math.max(0, least - digits.length())) + digits;
    boolean shown =
        layout.sharp() && codePoint(number) == number && GoQuoting.isPrintable((int) number);
    return layout.paddedWithSpaces(
        shown ? text + " '" + Character.toString((int) number) + "'" : text);
  }
}
