package io.llmisvc.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * How much of each resource, by its name: CPU in cores, memory in bytes, all else in pieces. A
 * resource that is not named is one of which there is nothing; none is named with zero.
 */
public record Amounts(SortedMap<String, BigDecimal> of) {
  public static final Amounts NOTHING = new Amounts(Collections.emptySortedMap());

  public static final String PODS = "pods";
  public static final String CPU = "cpu";
  public static final String MEMORY = "memory";

  /** What devices of dynamic resource allocation are called, before their class or driver. */
  public static final String DEVICES = "deviceclass.resource.kubernetes.io/";

  public Amounts {
    TreeMap<String, BigDecimal> some = new TreeMap<>();
    of.forEach(
        (name, amount) -> {
          if (amount.signum() != 0) {
            some.put(name, amount);
          }
        });
    of = Collections.unmodifiableSortedMap(some);
  }

  public static Amounts of(String name, long amount) {
    return new Amounts(new TreeMap<>(Map.of(name, BigDecimal.valueOf(amount))));
  }

  /** Of a list of resources such as {@code limits}; what is no quantity counts as nothing. */
  static Amounts read(JsonNode resources) {
    TreeMap<String, BigDecimal> read = new TreeMap<>();
    resources
        .properties()
        .forEach(
            entry ->
                QuantityText.amount(entry.getValue().asText())
                    .filter(amount -> amount.signum() > 0)
                    .ifPresent(amount -> read.put(entry.getKey(), amount)));
    return new Amounts(read);
  }

  public BigDecimal get(String name) {
    return of.getOrDefault(name, BigDecimal.ZERO);
  }

  public boolean isNothing() {
    return of.isEmpty();
  }

  public Set<String> names() {
    return of.keySet();
  }

  /** GPUs, devices and whatever else the kubelet does not have by itself. */
  public static boolean isExtended(String name) {
    return name.contains("/");
  }

  public Amounts plus(Amounts other) {
    return joined(other, BigDecimal::add);
  }

  public Amounts minus(Amounts other) {
    return plus(other.times(-1));
  }

  public Amounts times(long factor) {
    TreeMap<String, BigDecimal> product = new TreeMap<>();
    of.forEach((name, amount) -> product.put(name, amount.multiply(BigDecimal.valueOf(factor))));
    return new Amounts(product);
  }

  /** Of each resource the larger amount. */
  Amounts most(Amounts other) {
    return joined(other, BigDecimal::max);
  }

  /** The other amounts, and of resources that they do not name these. */
  Amounts under(Amounts other) {
    return joined(other, (mine, others) -> others);
  }

  public Amounts only(Predicate<String> names) {
    TreeMap<String, BigDecimal> some = new TreeMap<>(of);
    some.keySet().removeIf(names.negate());
    return new Amounts(some);
  }

  /** How many times the other amounts, which are not nothing, are in these. */
  long holds(Amounts other) {
    BigInteger times = BigInteger.valueOf(Long.MAX_VALUE);
    for (Map.Entry<String, BigDecimal> one : other.of.entrySet()) {
      BigDecimal room = get(one.getKey()).max(BigDecimal.ZERO);
      times = times.min(room.divide(one.getValue(), 0, RoundingMode.FLOOR).toBigIntegerExact());
    }
    return times.longValueExact();
  }

  private Amounts joined(Amounts other, BinaryOperator<BigDecimal> join) {
    TreeMap<String, BigDecimal> joined = new TreeMap<>(of);
    other.of.forEach((name, amount) -> joined.merge(name, amount, join));
    return new Amounts(joined);
  }
}
