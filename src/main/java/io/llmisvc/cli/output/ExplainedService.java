package io.llmisvc.cli.output;

import io.llmisvc.model.Explanation;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;

/**
 * The values of one service that were asked for, and where each came from.
 *
 * @param accelerators how many its pods ask for together
 */
public record ExplainedService(
    NamespacedName id, long accelerators, List<Explanation.Entry> entries) {
  public ExplainedService {
    entries = List.copyOf(entries);
  }
}
