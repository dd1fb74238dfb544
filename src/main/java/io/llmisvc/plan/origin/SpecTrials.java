package io.llmisvc.plan.origin;

import io.llmisvc.composition.SpecReading;
import io.llmisvc.model.Child;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trials with fields of the spec altered, each in a way of its own; made once for all children. */
final class SpecTrials {
  private final EffectiveSpec effective;
  private final Settings settings;
  private final Rehearsal rehearsal;
  private final Workers workers;
  private final Map<Key, Trial> made = new HashMap<>();

  private record Key(Stage stage, List<SpecField> fields) {}

  SpecTrials(EffectiveSpec effective, Settings settings, Rehearsal rehearsal, Workers workers) {
    this.effective = effective;
    this.settings = settings;
    this.rehearsal = rehearsal;
    this.workers = workers;
  }

  /** One for each part of the fields, all at once. */
  List<Trial> of(Stage stage, List<List<SpecField>> parts) {
    List<Key> keys = parts.stream().map(part -> new Key(stage, part)).toList();
    List<Key> missing = keys.stream().filter(key -> !made.containsKey(key)).toList();
    List<Trial> trials = workers.map(missing, this::trial);
    for (int i = 0; i < missing.size(); i++) {
      made.put(missing.get(i), trials.get(i));
    }
    return keys.stream().map(made::get).toList();
  }

  private Trial trial(Key key) {
    AlteredTree spec = new AlteredTree(effective.tree());
    Altered values = new Altered();
    for (SpecField field : key.fields()) {
      spec.set(field.place(), field.altered());
      values.add(field, key.fields().size() == 1);
    }
    List<Child> children =
        SpecReading.effective(effective.service(), spec.root())
            .map(altered -> rehearsal.children(key.stage(), altered, settings))
            .orElseGet(List::of);
    return new Trial(values, children);
  }
}
