package io.llmisvc.merge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The result of a merge.
 *
 * @param tree the caller's own: it shares no container with the layers
 */
public record Merged(ObjectNode tree, List<MergeNote> notes) {
  public Merged {
    notes = List.copyOf(notes);
  }
}
