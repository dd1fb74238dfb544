package io.llmisvc.cli.output;

import io.llmisvc.capacity.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Amounts of resources for people. */
final class AmountText {
  private static final BigDecimal MEBI = BigDecimal.valueOf(1 << 20);
  private static final BigDecimal GIBI = BigDecimal.valueOf(1 << 30);
  private static final List<String> FIRST = List.of(Amounts.PODS, Amounts.CPU, Amounts.MEMORY);

  private AmountText() {}

  /** What all have, the usual ones first. */
  static List<String> names(Stream<Amounts> amounts) {
    return amounts
        .flatMap(some -> some.names().stream())
        .distinct()
        .sorted(Comparator.comparing(AmountText::rank).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static int rank(String name) {
    int place = FIRST.indexOf(name);
    return place < 0 ? FIRST.size() : place;
  }

  static String number(String name, BigDecimal amount) {
    boolean isBytes =
        name.equals(Amounts.MEMORY)
            || name.equals("ephemeral-storage")
            || name.startsWith("hugepages-");
    if (!isBytes || amount.signum() == 0) {
      return plain(amount, 3);
    }
    return amount.compareTo(GIBI) >= 0
        ? plain(amount.divide(GIBI, 1, RoundingMode.HALF_UP), 1) + "Gi"
        : plain(amount.divide(MEBI, 1, RoundingMode.HALF_UP), 1) + "Mi";
  }

  /** Such as {@code 8 nvidia.com/gpu, 64Gi memory}. */
  static String list(Amounts amounts) {
    return names(Stream.of(amounts)).stream()
        .map(name -> number(name, amounts.get(name)) + " " + label(name))
        .collect(Collectors.joining(", "));
  }

  /** The class of devices, or the name of another resource. */
  static String label(String name) {
    return PlainLine.of(
        name.startsWith(Amounts.DEVICES)
            ? name.substring(Amounts.DEVICES.length()) + " devices"
            : name);
  }

  private static String plain(BigDecimal number, int digits) {
    BigDecimal rounded = number.setScale(digits, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
