package io.llmisvc.status.condition;

/** Value of a condition. */
public enum Truth {
  TRUE("True"),
  FALSE("False"),
  UNKNOWN("Unknown");

  private final String text;

  Truth(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  public static Truth of(String text) {
    return switch (text) {
      case "True" -> TRUE;
      case "False" -> FALSE;
      default -> UNKNOWN;
    };
  }
}
