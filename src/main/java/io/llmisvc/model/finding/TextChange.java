package io.llmisvc.model.finding;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of a text of many lines, for readers who have room for a comparison. The texts are
 * printed when somebody asks for them, which most who plan never do.
 */
public final class TextChange {
  /** No text changed. */
  public static final TextChange NONE = new TextChange("", "");

  private final Supplier<String> before;
  private final Supplier<String> after;

  public TextChange(String before, String after) {
    this(() -> before, () -> after);
  }

  /**
   * @param before gives the same text each time, as does the other
   */
  public TextChange(Supplier<String> before, Supplier<String> after) {
    this.before = before;
    this.after = after;
  }

  /** As it was, in the shape of the other one, so that only what was meant differs. */
  public String before() {
    return before.get();
  }

  public String after() {
    return after.get();
  }

  public boolean isNone() {
    return this == NONE || before().equals(after());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof TextChange change
            && before().equals(change.before())
            && after().equals(change.after()));
  }

  @Override
  public int hashCode() {
    return 31 * before().hashCode() + after().hashCode();
  }

  @Override
  public String toString() {
    return "TextChange[before=" + before() + ", after=" + after() + "]";
  }
}
