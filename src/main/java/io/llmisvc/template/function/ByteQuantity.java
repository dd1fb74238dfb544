package io.llmisvc.template.function;

import io.llmisvc.template.value.ValueException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Kubernetes quantity as a whole number, fractions rounded up. */
final class ByteQuantity {
  private static final Pattern SYNTAX =
      Pattern.compile("([+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+))(?:[eE]([+-]?\\d{1,2})|([a-zA-Z]{0,2}))");

  /** Far more digits than a quantity has; to make a number of them costs their square. */
  private static final int LONGEST = 64;

  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("", BigDecimal.ONE),
          Map.entry("n", new BigDecimal("1e-9")),
          Map.entry("u", new BigDecimal("1e-6")),
          Map.entry("m", new BigDecimal("1e-3")),
          Map.entry("k", new BigDecimal("1e3")),
          Map.entry("M", new BigDecimal("1e6")),
          Map.entry("G", new BigDecimal("1e9")),
          Map.entry("T", new BigDecimal("1e12")),
          Map.entry("P", new BigDecimal("1e15")),
          Map.entry("E", new BigDecimal("1e18")),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
          Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
          Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

  private ByteQuantity() {}

  static long parse(String quantity) throws ValueException {
    Matcher matcher = SYNTAX.matcher(quantity);
    boolean isQuantity = quantity.length() <= LONGEST && matcher.matches();
    BigDecimal unit = isQuantity ? unit(matcher) : null;
    if (unit == null) {
      throw new ValueException("not a quantity: \"" + quantity + "\"");
    }
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(unit);
    return bytes.setScale(0, RoundingMode.UP).min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
  }

  private static @Nullable BigDecimal unit(Matcher matcher) {
    String exponent = matcher.group(2);
    return exponent == null
        ? UNITS.get(matcher.group(3))
        : BigDecimal.ONE.scaleByPowerOfTen(Integer.parseInt(exponent));
  }
}
