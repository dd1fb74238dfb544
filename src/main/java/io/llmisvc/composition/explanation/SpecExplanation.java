package io.llmisvc.composition.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.composition.layer.SpecLayer;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.composition.step.SpecStep;
import io.llmisvc.merge.Path;
import io.llmisvc.merge.StrategicMerge;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Explanation.Entry;
import io.llmisvc.model.Explanation.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the values of a spec from the merge through the steps after it. A value that a step sets
 * is the operator's, and beats what stood there; a template stays its author's.
 */
public final class SpecExplanation {
  private final StrategicMerge merge;
  private Map<String, Entry> entries = new LinkedHashMap<>();

  public SpecExplanation(StrategicMerge merge, List<SpecLayer> layers) {
    this.merge = merge;
    Provenance.of(merge, layers).entries().forEach(entry -> entries.put(entry.path(), entry));
  }

  public void after(SpecStep step, SpecTree spec) {
    Map<String, Entry> next = new LinkedHashMap<>();
    Provenance.leaves(merge, spec.root())
        .forEach((path, value) -> next.put(path, entry(path, value, step)));
    entries = next;
  }

  public List<Entry> all() {
    return entries.values().stream()
        .map(it -> new Entry("spec." + it.path(), it.value(), it.source(), it.beaten()))
        .toList();
  }

  /** Who set the value at a path, or the value that it is a part of. */
  public Optional<Source> source(Path path) {
    return Provenance.source(entries, path);
  }

  private Entry entry(String path, JsonNode value, SpecStep step) {
    Entry before = entries.get(path);
    if (before != null && before.value().equals(value)) {
      return before;
    }
    if (before != null && step.keepsAuthors()) {
      return new Entry(path, value, before.source(), before.beaten());
    }
    Source operator = new Source(Explanation.Layer.OPERATOR, "", step.rule());
    return new Entry(path, value, operator, Provenance.beaten(before));
  }
}
