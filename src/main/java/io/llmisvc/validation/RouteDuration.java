package io.llmisvc.validation;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Durations of Gateway API: up to four numbers with their units, such as {@code 1m30s}. */
final class RouteDuration {
  private static final Pattern PART = Pattern.compile("(\\d{1,5})(ms|h|m|s)");

  private RouteDuration() {}

  static long millis(String duration) {
    return PART.matcher(duration).results().mapToLong(RouteDuration::part).sum();
  }

  private static long part(MatchResult part) {
    long number = Long.parseLong(part.group(1));
    return switch (part.group(2)) {
      case "h" -> number * 3_600_000;
      case "m" -> number * 60_000;
      case "s" -> number * 1_000;
      default -> number;
    };
  }
}
