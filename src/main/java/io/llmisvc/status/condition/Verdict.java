package io.llmisvc.status.condition;

import java.util.List;
import java.util.Optional;

/**
 * What is to be said about one thing. Empty reason and message mean that there is nothing to
 * explain.
 */
public record Verdict(ConditionStatus status, String reason, String message) {
  private static final String CAUSE = "; ";

  public static final Verdict YES = new Verdict(ConditionStatus.TRUE, "", "");

  public static Verdict no(Reason reason, String message) {
    return no(reason.text(), message);
  }

  public static Verdict no(String reason, String message) {
    return new Verdict(ConditionStatus.FALSE, reason, message);
  }

  public static Verdict unknown(Reason reason, String message) {
    return new Verdict(ConditionStatus.UNKNOWN, reason.text(), message);
  }

  /** The same, and what it comes from. */
  public Verdict because(String cause) {
    return new Verdict(status, reason, message + CAUSE + cause);
  }

  /** The same in the words from before, when these say also what it comes from. */
  public Verdict asBefore(String said) {
    return said.startsWith(message + CAUSE) ? new Verdict(status, reason, said) : this;
  }

  /** The first that is False, else the first that is Unknown, else True. */
  public static Verdict all(List<Verdict> parts) {
    return first(parts, ConditionStatus.FALSE)
        .or(() -> first(parts, ConditionStatus.UNKNOWN))
        .orElse(YES);
  }

  private static Optional<Verdict> first(List<Verdict> parts, ConditionStatus status) {
    return parts.stream().filter(part -> part.status == status).findFirst();
  }
}
