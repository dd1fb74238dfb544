package io.llmisvc.status.condition;

import io.llmisvc.api.status.Condition;

/** Value of a condition. */
public enum ConditionStatus {
  TRUE("True"),
  FALSE("False"),
  UNKNOWN("Unknown");

  private final String text;

  ConditionStatus(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  public static ConditionStatus of(String text) {
    return switch (text) {
      case "True" -> TRUE;
      case "False" -> FALSE;
      default -> UNKNOWN;
    };
  }

  /** Whether a condition has this status. */
  public boolean isOf(Condition condition) {
    return text.equals(condition.status());
  }
}
