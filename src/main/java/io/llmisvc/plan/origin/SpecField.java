package io.llmisvc.plan.origin;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.ChildExplanation.Cause;
import io.llmisvc.model.Explanation.Entry;
import io.llmisvc.tree.FieldSteps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of the effective spec that can be altered.
 *
 * @param place in the tree of the spec
 * @param number of its own
 * @param altered its value when it is
 */
record SpecField(Entry entry, JsonPointer place, int number, JsonNode altered) {

  /** Those of a spec, in its order. */
  static List<SpecField> of(List<Entry> entries) {
    List<SpecField> fields = new ArrayList<>();
    gather(entries, 1, JsonPointer.empty(), fields);
    return fields;
  }

  private static void gather(
      List<Entry> entries, int depth, JsonPointer place, List<SpecField> fields) {
    int index = 0;
    for (Map.Entry<String, List<Entry>> below : byStep(entries, depth).entrySet()) {
      String step = below.getKey();
      JsonPointer next =
          FieldSteps.isElement(step)
              ? place.appendIndex(index++)
              : place.appendProperty(FieldSteps.name(step));
      List<Entry> leaves = below.getValue();
      if (leaves.getFirst().steps().size() == depth + 1) {
        fields.add(of(leaves.getFirst(), next, fields.size() + 1));
      } else {
        gather(leaves, depth + 1, next, fields);
      }
    }
  }

  private static SpecField of(Entry entry, JsonPointer place, int number) {
    return new SpecField(entry, place, number, Alteration.of(entry.value(), number));
  }

  private static Map<String, List<Entry>> byStep(List<Entry> entries, int depth) {
    Map<String, List<Entry>> byStep = new LinkedHashMap<>();
    entries.forEach(
        entry ->
            byStep.computeIfAbsent(entry.steps().get(depth), it -> new ArrayList<>()).add(entry));
    return byStep;
  }

  /** The parts that a group of fields falls into by the step at a depth. */
  static List<List<SpecField>> parts(List<SpecField> group, int depth) {
    Map<String, List<SpecField>> parts = new LinkedHashMap<>();
    group.forEach(
        field ->
            parts
                .computeIfAbsent(field.entry.steps().get(depth), it -> new ArrayList<>())
                .add(field));
    return List.copyOf(parts.values());
  }

  /** Whether elements of a list may be told apart by it. */
  boolean isKey() {
    return FieldSteps.isKey(entry.steps());
  }

  /** How something rests on this field, by what it is when nothing else that matters is altered. */
  Cause cause(JsonNode before, JsonNode now) {
    Altered values = new Altered();
    values.add(this, true);
    return values.copied(before, now).orElseGet(this::cause);
  }

  /** Of what changes with this field, and is no copy of it. */
  Cause cause() {
    return new Cause(entry.steps(), entry.source(), false);
  }
}
