package io.llmisvc.model.finding;

/**
 * What became of a text of many lines, for readers who have room for a comparison.
 *
 * @param before as it was, in the shape of the other one, so that only what was meant differs
 */
public record TextChange(String before, String after) {
  /** No text changed. */
  public static final TextChange NONE = new TextChange("", "");

  public boolean isNone() {
    return before.equals(after);
  }
}
