package io.llmisvc.template.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Floating-point numbers under the verbs v, g, G, f, F, e, E, x and X. */
final class Reals {
  private static final int SHORTEST = -1;

  /** No number of 64 bits has more decimals that are not zero. */
  private static final int MOST_DECIMALS = 1074;

  private Reals() {}

  /** The formatted number, or null when the verb does not suit floats. */
  static @Nullable String format(double number, int verb, Layout layout) {
    boolean known = "vgGfFeExX".indexOf(verb) >= 0;
    return known ? signed(digits(number, verb, layout.precision()), layout) : null;
  }

  private static String digits(double number, int verb, int precision) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    String sign = number < 0 || 1 / number < 0 ? "-" : "";
    double size = Math.abs(number);
    String text =
        switch (verb) {
          case 'f', 'F' -> fixed(size, precision < 0 ? 6 : precision);
          case 'x', 'X' -> hexadecimal(size);
          case 'e', 'E' -> exponential(exact(size), precision < 0 ? 6 : precision);
          default -> general(size, precision);
        };
    boolean upper = verb == 'E' || verb == 'G' || verb == 'X';
    return sign + (upper ? text.toUpperCase(Locale.ROOT) : text);
  }

  /** All digits; a precision is not heeded. */
  private static String hexadecimal(double size) {
    String[] parts = Double.toHexString(size).replace(".0p", "p").split("p", 2);
    int exponent = Integer.parseInt(parts[1]);
    return parts[0] + "p" + exponent(exponent);
  }

  private static String exponent(int exponent) {
    int size = Math.abs(exponent);
    return (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
  }

  private static String fixed(double size, int decimals) {
    int told = Math.min(decimals, MOST_DECIMALS);
    String text = exact(size).setScale(told, RoundingMode.HALF_EVEN).toPlainString();
    return text + "0".repeat(decimals - told);
  }

  /** As e with large or small exponents, else as f, both with no more digits than needed. */
  private static String general(double size, int precision) {
    BigDecimal rounded = precision < 0 ? shortest(size) : significant(size, precision);
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    int digits = rounded.precision();
    if (exponent < -4 || exponent >= threshold(exponent, digits, precision)) {
      return exponential(rounded, digits - 1);
    }
    return rounded.setScale(Math.max(0, rounded.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }

  private static int threshold(int exponent, int digits, int precision) {
    if (precision == SHORTEST) {
      return 6;
    }
    int wanted = Math.max(1, precision);
    return wanted > digits && digits >= exponent + 1 ? digits : wanted;
  }

  private static BigDecimal significant(double size, int precision) {
    return stripped(
        exact(size).round(new MathContext(Math.max(1, precision), RoundingMode.HALF_EVEN)));
  }

  private static BigDecimal shortest(double size) {
    return stripped(new BigDecimal(Double.toString(size)));
  }

  private static BigDecimal stripped(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  private static BigDecimal exact(double size) {
    return new BigDecimal(size);
  }

  private static String exponential(BigDecimal number, int decimals) {
    BigDecimal rounded = number.round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
    boolean zero = rounded.signum() == 0;
    int exponent = zero ? 0 : rounded.precision() - rounded.scale() - 1;
    String digits = zero ? "0" : rounded.unscaledValue().toString();
    digits = digits + "0".repeat(Math.max(0, decimals + 1 - digits.length()));
    String mantissa =
        decimals == 0
            ? digits.substring(0, 1)
            : digits.charAt(0) + "." + digits.substring(1, decimals + 1);
    return mantissa + "e" + exponent(exponent);
  }

  private static String signed(String text, Layout layout) {
    boolean hasSign = text.charAt(0) == '-' || text.charAt(0) == '+';
    String digits = hasSign ? text.substring(1) : text;
    String sign =
        hasSign && text.charAt(0) == '-' ? "-" : layout.plus() ? "+" : layout.space() ? " " : "";
    if (digits.charAt(0) > '9') {
      String shownSign = digits.equals("Inf") && sign.isEmpty() ? "+" : sign;
      return layout.paddedWithSpaces(shownSign + digits);
    }
    boolean filled = layout.zero() && !layout.minus();
    int missing = layout.width() - sign.length() - digits.length();
    return filled && missing > 0
        ? sign + "0".repeat(missing) + digits
        : layout.paddedWithSpaces(sign + digits);
  }
}
