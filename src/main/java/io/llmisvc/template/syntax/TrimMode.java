package io.llmisvc.template.syntax;

/**
 * What <code>{{-</code> and <code>-}}</code> remove beside them.
 *
 * <p>Configs for the reference controller were written for an expansion of the JSON text of the
 * whole object, where a newline or a tab inside a string is an escape sequence of two characters,
 * and where trimming therefore stops. Scripts depend on it: trimming real newlines would glue their
 * lines together.
 */
public enum TrimMode {
  /** All white space, as Go does on plain text: spaces, tabs, carriage returns, newlines. */
  GO(" \t\r\n"),

  /** Spaces only, as it happens on JSON text. */
  JSON_TEXT(" ");

  private final String trimmed;

  TrimMode(String trimmed) {
    this.trimmed = trimmed;
  }

  boolean trims(char c) {
    return trimmed.indexOf(c) >= 0;
  }
}
