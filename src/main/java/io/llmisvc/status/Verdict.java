package io.llmisvc.status;

import java.util.List;
import java.util.Optional;

/**
 * What is to be said about one thing. Empty reason and message mean that there is nothing to
 * explain.
 */
record Verdict(Truth truth, String reason, String message) {
  static final Verdict YES = new Verdict(Truth.TRUE, "", "");

  static Verdict no(Reason reason, String message) {
    return no(reason.text(), message);
  }

  static Verdict no(String reason, String message) {
    return new Verdict(Truth.FALSE, reason, message);
  }

  static Verdict unknown(Reason reason, String message) {
    return new Verdict(Truth.UNKNOWN, reason.text(), message);
  }

  /** The first that is False, else the first that is Unknown, else True. */
  static Verdict all(List<Verdict> parts) {
    return first(parts, Truth.FALSE).or(() -> first(parts, Truth.UNKNOWN)).orElse(YES);
  }

  private static Optional<Verdict> first(List<Verdict> parts, Truth truth) {
    return parts.stream().filter(part -> part.truth == truth).findFirst();
  }
}
