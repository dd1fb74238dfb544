package io.llmisvc.cli.explanation;

import io.llmisvc.model.Explanation;
import io.llmisvc.model.Explanation.Entry;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;

/**
 * Where the values of one service come from, and which of them were asked for.
 *
 * @param accelerators how many its pods ask for together
 */
public record ExplainedService(
    NamespacedName id, long accelerators, Explanation explanation, FieldPath wanted) {

  /** The values at the path and below; else the one that holds it, such as a whole list. */
  public List<Entry> entries() {
    List<Entry> below =
        explanation.entries().stream().filter(entry -> wanted.covers(entry.path())).toList();
    return below.isEmpty()
        ? explanation.entries().stream().filter(entry -> wanted.isWithin(entry.path())).toList()
        : below;
  }

  /** What an answer begins with. */
  String headline() {
    return "# LLMInferenceService "
        + id
        + "\n"
        + (accelerators > 0 ? "# asks for %d accelerators in all\n".formatted(accelerators) : "");
  }
}
