package io.llmisvc.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.tree.Yaml;

/** A value for people. */
final class ShownValue {
  /** Characters of a value in a table; the effective spec has all of it. */
  private static final int ROOM = 160;

  /** What YAML puts before some values that are not in an object. */
  private static final String MARKER = "--- ";

  private ShownValue() {}

  /** In one line, and only as much as has room in a table. */
  static String line(JsonNode value) {
    String text =
        value.isTextual() && !value.asText().isBlank() ? value.asText() : value.toString();
    return text.length() <= ROOM
        ? text
        : text.substring(0, ROOM) + "… (" + text.length() + " characters)";
  }

  static String count(int values) {
    return values == 1 ? "1 value" : values + " values";
  }

  /** All of it, as YAML. */
  static String whole(JsonNode value) {
    String text = Yaml.text(value).stripTrailing();
    return text.startsWith(MARKER) ? text.substring(MARKER.length()) : text;
  }
}
