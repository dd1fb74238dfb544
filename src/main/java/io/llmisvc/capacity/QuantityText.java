package io.llmisvc.capacity;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities as Kubernetes writes them, exactly. */
final class QuantityText {
  private static final Pattern SYNTAX =
      Pattern.compile("([+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+))(?:[eE]([+-]?\\d{1,2})|([a-zA-Z]{0,2}))");

  /** Far more digits than a quantity has. */
  private static final int LONGEST = 64;

  /** Each a thousand times the one before; the blank is no unit. */
  private static final String DECIMAL = "num kMGTPE";

  /** Each 1024 times the one before, the first 1024. */
  private static final String BINARY = "KMGTPE";

  private QuantityText() {}

  /** Empty for what is no quantity. */
  static Optional<BigDecimal> amount(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (text.length() > LONGEST || !matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String exponent = matcher.group(2);
    return exponent == null
        ? unit(matcher.group(3)).map(number::multiply)
        : Optional.of(number.scaleByPowerOfTen(Integer.parseInt(exponent)));
  }

  private static Optional<BigDecimal> unit(String suffix) {
    if (suffix.isEmpty()) {
      return Optional.of(BigDecimal.ONE);
    }
    if (suffix.length() == 2) {
      int power = BINARY.indexOf(suffix.charAt(0)) + 1;
      return suffix.charAt(1) == 'i' && power > 0
          ? Optional.of(BigDecimal.valueOf(1L << (10 * power)))
          : Optional.empty();
    }
    int power = DECIMAL.indexOf(suffix.charAt(0)) - DECIMAL.indexOf(' ');
    return DECIMAL.contains(suffix)
        ? Optional.of(BigDecimal.ONE.scaleByPowerOfTen(3 * power))
        : Optional.empty();
  }
}
