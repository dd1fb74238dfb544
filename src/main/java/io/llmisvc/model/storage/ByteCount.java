package io.llmisvc.model.storage;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Quantities of bytes. */
public final class ByteCount {
  private static final List<String> UNITS = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

  private ByteCount() {}

  /** The exact sum, in the largest unit that divides it; as written when it is one of the two. */
  public static Quantity sum(Quantity one, Quantity other) {
    if (isZero(one)) {
      return other;
    }
    return isZero(other) ? one : written(bytes(one).add(bytes(other)));
  }

  public static boolean isZero(Quantity quantity) {
    return bytes(quantity).signum() == 0;
  }

  public static boolean exceeds(Quantity one, Quantity other) {
    return bytes(one).compareTo(bytes(other)) > 0;
  }

  private static BigInteger bytes(Quantity quantity) {
    return Quantity.getAmountInBytes(quantity).setScale(0, RoundingMode.CEILING).toBigInteger();
  }

  private static Quantity written(BigInteger bytes) {
    int unit = Math.min(bytes.getLowestSetBit() / 10, UNITS.size() - 1);
    return new Quantity(bytes.shiftRight(10 * unit).toString(), UNITS.get(unit));
  }
}
