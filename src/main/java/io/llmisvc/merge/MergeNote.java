package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Something that a layer said and that is not, or no longer, in the result.
 *
 * @param path where
 * @param layer the higher of the two layers
 * @param beatenLayer the highest layer below it that says something there
 * @param lost of a list, the elements of that layer that the higher one does not have
 */
public record MergeNote(
    Kind kind, Path path, String layer, String beatenLayer, List<JsonNode> lost) {
  public MergeNote {
    lost = List.copyOf(lost);
  }

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
