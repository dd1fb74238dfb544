package io.llmisvc.plan.origin;

import io.llmisvc.composition.SpecReading;
import io.llmisvc.model.Child;
import io.llmisvc.model.EffectiveSpec;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Trials with fields of the spec altered, each in a way of its own; made once for all children of a
 * stage.
 */
final class SpecTrials {
  private final EffectiveSpec effective;
  private final Function<EffectiveSpec, List<Child>> rehearsal;
  private final Workers workers;

  /** By the numbers of the fields. */
  private final Map<BitSet, Trial> made = new HashMap<>();

  SpecTrials(
      EffectiveSpec effective, Function<EffectiveSpec, List<Child>> rehearsal, Workers workers) {
    this.effective = effective;
    this.rehearsal = rehearsal;
    this.workers = workers;
  }

  /** One for each part of the fields, all at once. */
  List<Trial> of(List<List<SpecField>> parts) {
    List<BitSet> keys = parts.stream().map(SpecTrials::numbers).toList();
    List<Integer> missing =
        IntStream.range(0, keys.size())
            .filter(i -> !made.containsKey(keys.get(i)))
            .boxed()
            .toList();
    List<Trial> trials = workers.map(missing, i -> trial(parts.get(i)));
    for (int i = 0; i < trials.size(); i++) {
      made.put(keys.get(missing.get(i)), trials.get(i));
    }
    return keys.stream().map(made::get).toList();
  }

  private static BitSet numbers(List<SpecField> fields) {
    BitSet numbers = new BitSet();
    fields.forEach(field -> numbers.set(field.number()));
    return numbers;
  }

  private Trial trial(List<SpecField> fields) {
    AlteredTree spec = new AlteredTree(effective.tree());
    Altered values = new Altered();
    for (SpecField field : fields) {
      spec.set(field.place(), field.altered());
      values.add(field, fields.size() == 1);
    }
    List<Child> children =
        SpecReading.effective(effective.service(), spec.root()).map(rehearsal).orElseGet(List::of);
    return new Trial(values, children);
  }
}
