package io.llmisvc.cli.output;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** How long ago something was, as kubectl says it. */
public final class Age {
  private static final int ENOUGH = 2;

  private Age() {}

  /**
   * As {@code 45s}, {@code 12m}, {@code 5h} or {@code 3d}.
   *
   * @param time in RFC 3339; the answer is {@code <unknown>} for any other text
   */
  public static String of(String time, Instant now) {
    try {
      return text(Duration.between(Instant.parse(time), now));
    } catch (DateTimeException e) {
      return "<unknown>";
    }
  }

  private static String text(Duration age) {
    if (age.toMinutes() < ENOUGH) {
      return Math.max(0, age.toSeconds()) + "s";
    }
    if (age.toHours() < ENOUGH) {
      return age.toMinutes() + "m";
    }
    return age.toDays() < ENOUGH ? age.toHours() + "h" : age.toDays() + "d";
  }
}
