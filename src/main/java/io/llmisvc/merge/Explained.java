package io.llmisvc.merge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The result of a merge, and where its values came from. */
public record Explained(ObjectNode tree, List<MergeNote> notes, Origins origins) {
  public Explained {
    notes = List.copyOf(notes);
  }
}
