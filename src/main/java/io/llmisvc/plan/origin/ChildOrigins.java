package io.llmisvc.plan.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.function.UnaryOperator;

/**
 * Finds the fields that values of one child change with: each is altered, and the child is planned
 * again. Values that change with none are there because of a field, perhaps: for them each is taken
 * away. Groups of fields are treated together first; what changes nothing together is not looked at
 * one by one.
 */
public final class ChildOrigins {
  private static final JsonNode GONE = MissingNode.getInstance();

  /** Plans one child anew. */
  @FunctionalInterface
  public interface Rehearsal {
    /** The child of other values; absent when they give none. */
    Optional<Child> child(EffectiveSpec effective, Settings settings);
  }

  private final Inputs inputs;
  private final EffectiveSpec effective;
  private final Rehearsal rehearsal;
  private final Child child;
  private final Map<Leaf, List<Cause>> causes = new LinkedHashMap<>();

  private ChildOrigins(
      Inputs inputs, EffectiveSpec effective, Rehearsal rehearsal, Child child) {
    this.inputs = inputs;
    this.effective = effective;
    this.rehearsal = rehearsal;
    this.child = child;
  }

  /**
   * Nothing when the effective spec gives no such child.
   *
   * @param asked the paths of the child that are of interest
   */
  public static Optional<ChildExplanation> of(
      Inputs inputs,
      EffectiveSpec effective,
      Explanation spec,
      Rehearsal rehearsal,
      Predicate<String> asked) {
    return rehearsal
        .child(effective, inputs.settings())
        .map(
            child ->
                new ChildOrigins(inputs, effective, rehearsal, child).explained(spec, asked));
  }

  private ChildExplanation explained(Explanation spec, Predicate<String> asked) {
    ChildFields.of(child.object()).stream()
        .filter(leaf -> asked.test(FieldSteps.text(leaf.steps())))
        .forEach(leaf -> causes.put(leaf, new ArrayList<>()));
    if (!causes.isEmpty()) {
      List<List<SpecField>> parts = SpecField.parts(SpecField.of(spec.entries()), 1);
      parts.forEach(group -> look(group, 2, Alteration::of));
      new Surroundings(inputs, effective).variations().forEach(this::note);
      Map<Leaf, List<Cause>> known = new LinkedHashMap<>(causes);
      causes.values().removeIf(by -> !by.isEmpty());
      parts.forEach(group -> look(group, 2, value -> GONE));
      known.putAll(causes);
      return explained(known);
    }
    return explained(causes);
  }

  private ChildExplanation explained(Map<Leaf, List<Cause>> known) {
    List<ChildValue> values = new ArrayList<>();
    known.forEach((leaf, by) -> values.add(new ChildValue(leaf.steps(), leaf.value(), by)));
    return new ChildExplanation(child, values);
  }

  private void look(List<SpecField> group, int depth, UnaryOperator<JsonNode> change) {
    if (group.size() == 1) {
      note(group.getFirst(), change);
    } else if (changesSomething(group, change)) {
      SpecField.parts(group, depth).forEach(part -> look(part, depth + 1, change));
    }
  }

  /** True also when nobody knows, because the altered spec gives no child. */
  private boolean changesSomething(List<SpecField> group, UnaryOperator<JsonNode> change) {
    ObjectNode spec = effective.tree().deepCopy();
    group.forEach(field -> field.set(spec, change.apply(field.entry().value())));
    return read(spec)
        .flatMap(altered -> rehearsal.child(altered, inputs.settings()))
        .map(other -> causes.keySet().stream().anyMatch(leaf -> !in(other, leaf).equals(leaf.value())))
        .orElse(true);
  }

  private void note(SpecField field, UnaryOperator<JsonNode> change) {
    JsonNode value = field.entry().value();
    JsonNode now = change.apply(value);
    ObjectNode spec = effective.tree().deepCopy();
    if (now.equals(value) || !field.set(spec, now)) {
      return;
    }
    Settings settings = inputs.settings();
    read(spec)
        .map(
            altered ->
                new Variation(
                    field.entry().steps(), field.entry().source(), value, now, altered, settings))
        .ifPresent(this::note);
  }

  private void note(Variation variation) {
    rehearsal
        .child(variation.effective(), variation.settings())
        .ifPresent(
            other ->
                causes.forEach(
                    (leaf, by) -> cause(variation, leaf, in(other, leaf)).ifPresent(by::add)));
  }

  private static Optional<Cause> cause(Variation variation, Leaf leaf, JsonNode now) {
    if (now.equals(leaf.value())) {
      return Optional.empty();
    }
    Optional<List<String>> place =
        variation.before().isMissingNode()
            ? Optional.empty()
            : ChildFields.within(variation.before(), variation.after(), leaf.value(), now);
    List<String> steps = new ArrayList<>(variation.steps());
    place.ifPresent(steps::addAll);
    return Optional.of(new Cause(steps, variation.source(), place.isPresent()));
  }

  private JsonNode in(Child other, Leaf leaf) {
    return ChildFields.in(other.object(), child.object(), leaf);
  }

  private Optional<EffectiveSpec> read(ObjectNode spec) {
    return SpecReading.effective(effective.service(), spec);
  }
}
