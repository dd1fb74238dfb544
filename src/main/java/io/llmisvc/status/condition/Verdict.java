package io.llmisvc.status.condition;

import java.util.List;
import java.util.Optional;

/**
 * What is to be said about one thing. Empty reason and message mean that there is nothing to
 * explain.
 */
public record Verdict(Truth truth, String reason, String message) {
  public static final Verdict YES = new Verdict(Truth.TRUE, "", "");

  public static Verdict no(Reason reason, String message) {
    return no(reason.text(), message);
  }

  public static Verdict no(String reason, String message) {
    return new Verdict(Truth.FALSE, reason, message);
  }

  public static Verdict unknown(Reason reason, String message) {
    return new Verdict(Truth.UNKNOWN, reason.text(), message);
  }

  /** The first that is False, else the first that is Unknown, else True. */
  public static Verdict all(List<Verdict> parts) {
    return first(parts, Truth.FALSE).or(() -> first(parts, Truth.UNKNOWN)).orElse(YES);
  }

  private static Optional<Verdict> first(List<Verdict> parts, Truth truth) {
    return parts.stream().filter(part -> part.truth == truth).findFirst();
  }
}
