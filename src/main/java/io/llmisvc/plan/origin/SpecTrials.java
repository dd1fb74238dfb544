package io.llmisvc.plan.origin;

import io.llmisvc.composition.SpecReading;
import io.llmisvc.model.Child;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Stage;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Trials with fields of the spec altered, each in a way of its own; made once for all children. */
final class SpecTrials {
  private final EffectiveSpec effective;
  private final Settings settings;
  private final Rehearsal rehearsal;
  private final Workers workers;
  private final Map<Key, Trial> made = new HashMap<>();

  /**
   * @param numbers of the fields
   */
  private record Key(Stage stage, BitSet numbers) {
    static Key of(Stage stage, List<SpecField> fields) {
      BitSet numbers = new BitSet();
      fields.forEach(field -> numbers.set(field.number()));
      return new Key(stage, numbers);
    }
  }

  SpecTrials(EffectiveSpec effective, Settings settings, Rehearsal rehearsal, Workers workers) {
    this.effective = effective;
    this.settings = settings;
    this.rehearsal = rehearsal;
    this.workers = workers;
  }

  /** One for each part of the fields, all at once. */
  List<Trial> of(Stage stage, List<List<SpecField>> parts) {
    List<Key> keys = parts.stream().map(part -> Key.of(stage, part)).toList();
    List<Integer> missing =
        IntStream.range(0, keys.size())
            .filter(i -> !made.containsKey(keys.get(i)))
            .boxed()
            .toList();
    List<Trial> trials = workers.map(missing, i -> trial(stage, parts.get(i)));
    for (int i = 0; i < trials.size(); i++) {
      made.put(keys.get(missing.get(i)), trials.get(i));
    }
    return keys.stream().map(made::get).toList();
  }

  private Trial trial(Stage stage, List<SpecField> fields) {
    AlteredTree spec = new AlteredTree(effective.tree());
    Altered values = new Altered();
    for (SpecField field : fields) {
      spec.set(field.place(), field.altered());
      values.add(field, fields.size() == 1);
    }
    List<Child> children =
        SpecReading.effective(effective.service(), spec.root())
            .map(altered -> rehearsal.children(stage, altered, settings))
            .orElseGet(List::of);
    return new Trial(values, children);
  }
}
