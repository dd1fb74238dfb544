package io.llmisvc.merge;

/**
 * Something that a layer said and that is not, or no longer, in the result.
 *
 * @param path where
 * @param layer the higher of the two layers
 * @param beatenLayer the highest layer below it that says something there
 */
public record MergeNote(Kind kind, Path path, String layer, String beatenLayer) {

  /** What happened. */
  public enum Kind {
    /** The higher layer replaced a list by a different one. */
    LIST_REPLACED,
    /** The higher layer said zero, where zero is the same as saying nothing. */
    ZERO_IGNORED,
    /** The higher layer set another alternative of the same one-of. */
    ALTERNATIVE_REMOVED
  }
}
