package io.llmisvc.status;

/** Value of a condition. */
enum Truth {
  TRUE("True"),
  FALSE("False"),
  UNKNOWN("Unknown");

  private final String text;

  Truth(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  static Truth of(String text) {
    return switch (text) {
      case "True" -> TRUE;
      case "False" -> FALSE;
      default -> UNKNOWN;
    };
  }
}
