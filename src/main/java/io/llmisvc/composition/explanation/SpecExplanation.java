package io.llmisvc.composition.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.SpecLayer;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.composition.step.SpecStep;
import io.llmisvc.merge.Path;
import io.llmisvc.merge.StrategicMerge;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Explanation.Entry;
import io.llmisvc.model.Explanation.Said;
import io.llmisvc.model.Explanation.Source;
import io.llmisvc.model.Explanation.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the values of a spec from the merge through the steps after it. A value that a step sets
 * is the operator's, and beats what stood there; a template stays its author's.
 */
public final class SpecExplanation {
  private final StrategicMerge merge;
  private Map<String, Entry> entries = new LinkedHashMap<>();
  private @Nullable ObjectNode seen;

  public SpecExplanation(StrategicMerge merge, List<SpecLayer> layers) {
    this.merge = merge;
    Provenance.of(merge, layers).entries().forEach(entry -> entries.put(entry.path(), entry));
  }

  /** Most steps change nothing of a given spec. */
  public void after(SpecStep step, SpecTree spec) {
    if (spec.root().equals(seen)) {
      return;
    }
    seen = spec.root().deepCopy();
    Map<String, Entry> next = new LinkedHashMap<>();
    Provenance.leaves(merge, spec.root())
        .forEach((path, value) -> next.put(path.toString(), entry(path, value, step)));
    entries = next;
  }

  public List<Entry> all() {
    return entries.values().stream()
        .map(
            it ->
                new Entry(
                    inSpec(it.path()), inSpec(it.steps()), it.value(), it.source(), it.beaten()))
        .toList();
  }

  /** What each layer says, lowest first. */
  public List<Said> said(List<SpecLayer> layers) {
    return layers.stream().map(layer -> new Said(layer.source(), values(layer))).toList();
  }

  private List<Value> values(SpecLayer layer) {
    List<Value> values = new ArrayList<>();
    Provenance.leaves(merge, layer.spec())
        .forEach(
            (path, value) ->
                values.add(new Value(inSpec(path.toString()), inSpec(path.steps()), value)));
    return values;
  }

  private static String inSpec(String path) {
    return "spec." + path;
  }

  private static List<String> inSpec(List<String> steps) {
    return Stream.concat(Stream.of("spec"), steps.stream()).toList();
  }

  /** Who set the value at a path, or the value that it is a part of. */
  public Optional<Source> source(Path path) {
    return Provenance.source(entries, path);
  }

  private Entry entry(Path path, JsonNode value, SpecStep step) {
    String text = path.toString();
    Entry before = entries.get(text);
    if (before != null && before.value().equals(value)) {
      return before;
    }
    if (before != null && step.keepsAuthors()) {
      return new Entry(text, before.steps(), value, before.source(), before.beaten());
    }
    Source operator = new Source(Explanation.Layer.OPERATOR, "", step.rule());
    return new Entry(text, path.steps(), value, operator, Provenance.beaten(before));
  }
}
