package io.llmisvc.cli.output;

import io.llmisvc.model.Explanation;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;

/** The values of one service that were asked for, and where each came from. */
public record ExplainedService(NamespacedName id, List<Explanation.Entry> entries) {
  public ExplainedService {
    entries = List.copyOf(entries);
  }
}
