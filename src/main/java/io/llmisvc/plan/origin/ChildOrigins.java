package io.llmisvc.plan.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.SpecReading;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildExplanation;
import io.llmisvc.model.ChildExplanation.Cause;
import io.llmisvc.model.ChildExplanation.ChildValue;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.plan.origin.ChildFields.Leaf;
import io.llmisvc.tree.FieldSteps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the fields that values of one child rest on: fields are altered, each in a way of its own,
 * and the child is planned again. A value that altered just as a field did is a copy of it. Others
 * that changed are looked for with fewer and fewer fields altered, down to one.
 */
public final class ChildOrigins {

  /** Plans one child anew. */
  @FunctionalInterface
  public interface Rehearsal {
    /** The child of other values; absent when they give none. */
    Optional<Child> child(EffectiveSpec effective, Settings settings);
  }

  private final Inputs inputs;
  private final EffectiveSpec effective;
  private final Rehearsal rehearsal;
  private final Workers workers;
  private final Child child;
  private final Map<Leaf, List<Cause>> causes = new LinkedHashMap<>();

  private ChildOrigins(
      Inputs inputs, EffectiveSpec effective, Rehearsal rehearsal, Workers workers, Child child) {
    this.inputs = inputs;
    this.effective = effective;
    this.rehearsal = rehearsal;
    this.workers = workers;
    this.child = child;
  }

  /**
   * Nothing when the effective spec gives no such child.
   *
   * @param workers plan
   * @param asked the paths of the child that are of interest
   */
  public static Optional<ChildExplanation> of(
      Inputs inputs,
      EffectiveSpec effective,
      Explanation spec,
      Rehearsal rehearsal,
      Workers workers,
      Predicate<String> asked) {
    return rehearsal
        .child(effective, inputs.settings())
        .map(
            child ->
                new ChildOrigins(inputs, effective, rehearsal, workers, child)
                    .explained(spec, asked));
  }

  private ChildExplanation explained(Explanation spec, Predicate<String> asked) {
    List<Leaf> leaves =
        ChildFields.of(child.object()).stream()
            .filter(leaf -> asked.test(FieldSteps.text(leaf.steps())))
            .toList();
    leaves.forEach(leaf -> causes.put(leaf, new ArrayList<>()));
    if (!leaves.isEmpty()) {
      look(SpecField.parts(SpecField.of(spec.entries()), 1), 2, leaves);
      vary(leaves);
    }
    List<ChildValue> values = new ArrayList<>();
    causes.forEach((leaf, by) -> values.add(new ChildValue(leaf.steps(), leaf.value(), by)));
    return new ChildExplanation(child, values);
  }

  /**
   * @param parts of the spec, each altered for itself
   * @param depth at which a part is split further
   * @param leaves whose causes are looked for
   */
  private void look(List<List<SpecField>> parts, int depth, List<Leaf> leaves) {
    // Plans are made at once, and judged one after the other: what one copies, no other is asked.
    for (Trial trial : workers.map(parts, this::trial)) {
      List<Leaf> open = leaves.stream().filter(leaf -> !isCopied(leaf)).toList();
      if (open.isEmpty()) {
        return;
      }
      judge(trial, depth, open);
    }
  }

  /**
   * What comes of some altered fields.
   *
   * @param child absent when they give none
   */
  private record Trial(List<SpecField> fields, Altered values, Optional<Child> child) {}

  private Trial trial(List<SpecField> fields) {
    ObjectNode spec = effective.tree().deepCopy();
    Altered values = new Altered();
    for (SpecField field : fields) {
      JsonNode before = field.entry().value();
      JsonNode after = Alteration.of(before, field.number());
      field.set(spec, after);
      values.add(field.entry().steps(), field.entry().source(), before, after, fields.size() == 1);
    }
    return new Trial(
        fields,
        values,
        SpecReading.effective(effective.service(), spec)
            .flatMap(altered -> rehearsal.child(altered, inputs.settings())));
  }

  private void judge(Trial trial, int depth, List<Leaf> open) {
    Optional<List<Leaf>> changed = trial.child().map(other -> changed(other, open, trial.values()));
    if (trial.fields().size() == 1) {
      Explanation.Entry entry = trial.fields().getFirst().entry();
      Cause cause = new Cause(entry.steps(), entry.source(), false);
      changed.orElse(List.of()).forEach(leaf -> note(leaf, cause));
      return;
    }
    List<Leaf> unclear = changed.orElse(open);
    if (!unclear.isEmpty()) {
      split(trial.fields(), depth, unclear);
    }
  }

  /** Into more than one part: the whole has been tried. */
  private void split(List<SpecField> fields, int depth, List<Leaf> leaves) {
    List<List<SpecField>> parts = SpecField.parts(fields, depth);
    if (parts.size() == 1) {
      split(fields, depth + 1, leaves);
    } else {
      look(parts, depth + 1, leaves);
    }
  }

  private boolean isCopied(Leaf leaf) {
    return causes.getOrDefault(leaf, List.of()).stream().anyMatch(Cause::isCopy);
  }

  /** What is different in another form of the child; copies are noted. */
  private List<Leaf> changed(Child other, List<Leaf> leaves, Altered values) {
    List<Leaf> changed = new ArrayList<>();
    for (Leaf leaf : leaves) {
      JsonNode now = in(other, leaf);
      if (!now.equals(leaf.value())) {
        Optional<Cause> copy = values.copied(leaf.value(), now);
        copy.ifPresentOrElse(cause -> note(leaf, cause), () -> changed.add(leaf));
      }
    }
    return changed;
  }

  private void vary(List<Leaf> leaves) {
    List<Variation> variations = new InputVariations(inputs, effective).variations();
    List<Optional<Child>> children =
        workers.map(variations, it -> rehearsal.child(it.effective(), it.settings()));
    for (int i = 0; i < variations.size(); i++) {
      Variation variation = variations.get(i);
      children
          .get(i)
          .map(other -> changed(other, leaves, variation.values()))
          .orElse(List.of())
          .forEach(leaf -> note(leaf, variation.cause()));
    }
  }

  private void note(Leaf leaf, Cause cause) {
    causes.computeIfAbsent(leaf, it -> new ArrayList<>()).add(cause);
  }

  private JsonNode in(Child other, Leaf leaf) {
    return ChildFields.in(other.object(), child.object(), leaf);
  }
}
