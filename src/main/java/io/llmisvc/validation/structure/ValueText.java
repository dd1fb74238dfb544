package io.llmisvc.validation.structure;

import com.fasterxml.jackson.databind.JsonNode;

/** ValueText in sentences. */
final class ValueText {
  private static final int LONGEST = 60;

  private ValueText() {}

  /** On one line, and short; in quotes when it could be overlooked. */
  static String shown(JsonNode value) {
    String text = value.asText();
    boolean isPlain =
        value.isValueNode() && !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
    String line = isPlain ? text : value.toString();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }

  /** The number of things, with their name. */
  static String count(JsonNode number, String name) {
    return number.asText() + " " + name + (number.asInt() == 1 ? "" : "s");
  }
}
