package io.llmisvc.plan.origin;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildExplanation;
import io.llmisvc.model.ChildExplanation.Cause;
import io.llmisvc.model.ChildExplanation.ChildValue;
import io.llmisvc.plan.origin.ChildFields.Leaf;
import io.llmisvc.tree.FieldSteps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks for what the values of one child rest on: fields are altered, each in a way of its own, and
 * the child is planned again. A value that altered just as a field did is a copy of it. For others
 * that changed some trials with half of the fields tell the one that they rest on ({@link
 * FieldCode}); where it is not one, fewer and fewer fields are altered.
 */
final class OriginSearch {
  /** With fewer fields it is no dearer to alter them part by part. */
  private static final int MANY = 6;

  private final Child child;
  private final SpecTrials trials;
  private final List<Leaf> leaves;
  private final Map<Leaf, List<Cause>> causes = new IdentityHashMap<>();

  /**
   * @param asked the paths of the child that are of interest
   */
  OriginSearch(Child child, Predicate<String> asked, SpecTrials trials) {
    this.child = child;
    this.trials = trials;
    this.leaves =
        ChildFields.of(child.object()).stream()
            .filter(leaf -> asked.test(FieldSteps.text(leaf.steps())))
            .toList();
  }

  /**
   * @param fields of the spec
   * @param varied what comes of other things that a child may rest on
   */
  ChildExplanation of(List<SpecField> fields, Supplier<List<Varied>> varied) {
    if (!leaves.isEmpty()) {
      look(SpecField.parts(fields, 1), 2, leaves);
      varied.get().forEach(this::vary);
    }
    Comparator<Cause> order = order(fields);
    return new ChildExplanation(
        child,
        leaves.stream()
            .map(
                leaf ->
                    new ChildValue(
                        leaf.steps(), leaf.value(), causes(leaf).stream().sorted(order).toList()))
            .toList());
  }

  /** As the spec has the fields, and what is not in it after them. */
  private static Comparator<Cause> order(List<SpecField> fields) {
    Map<List<String>, Integer> places = new HashMap<>();
    fields.forEach(field -> places.put(field.entry().steps(), field.number()));
    return Comparator.comparing(cause -> places.getOrDefault(cause.steps(), Integer.MAX_VALUE));
  }

  /**
   * @param parts of the spec, each altered for itself
   * @param depth at which a part is split further
   * @param leaves whose causes are looked for
   */
  private void look(List<List<SpecField>> parts, int depth, List<Leaf> leaves) {
    // Plans are made at once, and judged one after the other: what one copies, no other is asked.
    List<Trial> tried = trials.of(parts);
    for (int i = 0; i < parts.size(); i++) {
      List<Leaf> open = leaves.stream().filter(leaf -> !isCopied(leaf)).toList();
      if (open.isEmpty()) {
        return;
      }
      judge(parts.get(i), tried.get(i), depth, open);
    }
  }

  private void judge(List<SpecField> fields, Trial trial, int depth, List<Leaf> open) {
    Optional<List<Leaf>> changed = changed(trial, open);
    if (fields.size() == 1) {
      Cause cause = fields.getFirst().cause();
      changed.orElse(List.of()).forEach(leaf -> note(leaf, cause));
      return;
    }
    if (changed.isPresent()) {
      List<Leaf> unclear = decoded(fields, changed.get());
      if (!unclear.isEmpty()) {
        splitByKeys(fields, depth, unclear);
      }
    } else {
      split(fields, depth, open);
    }
  }

  /**
   * What tells elements of lists apart is a part of its own, for with other names values are not
   * found again.
   */
  private void splitByKeys(List<SpecField> fields, int depth, List<Leaf> leaves) {
    Map<Boolean, List<SpecField>> byKey =
        fields.stream().collect(Collectors.partitioningBy(SpecField::isKey));
    if (byKey.values().stream().noneMatch(List::isEmpty)) {
      look(List.of(byKey.get(false), byKey.get(true)), depth, leaves);
    } else {
      split(fields, depth, leaves);
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

  /** Notes of each leaf that rests on one of the fields on which; the others are left. */
  private List<Leaf> decoded(List<SpecField> fields, List<Leaf> leaves) {
    if (leaves.isEmpty() || fields.size() < MANY || fields.stream().anyMatch(SpecField::isKey)) {
      return leaves;
    }
    FieldCode code = FieldCode.of(fields);
    List<Optional<Child>> children =
        trials.of(code.parts()).stream().map(trial -> trial.child(child.role())).toList();
    if (children.stream().anyMatch(Optional::isEmpty)) {
      return leaves;
    }
    List<Leaf> left = new ArrayList<>();
    for (Leaf leaf : leaves) {
      List<JsonNode> now = children.stream().map(it -> in(it.orElseThrow(), leaf)).toList();
      code.cause(leaf.value(), now)
          .ifPresentOrElse(cause -> note(leaf, cause), () -> left.add(leaf));
    }
    return left;
  }

  private void vary(Varied varied) {
    changed(varied.trial(), leaves).orElse(List.of()).forEach(leaf -> note(leaf, varied.cause()));
  }

  /** What is different in a trial; copies are noted. Absent when it has no such child. */
  private Optional<List<Leaf>> changed(Trial trial, List<Leaf> leaves) {
    return trial.child(child.role()).map(other -> changed(other, trial.values(), leaves));
  }

  private List<Leaf> changed(Child other, Altered values, List<Leaf> leaves) {
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

  private JsonNode in(Child other, Leaf leaf) {
    return ChildFields.in(other.object(), child.object(), leaf);
  }

  private List<Cause> causes(Leaf leaf) {
    return causes.getOrDefault(leaf, List.of());
  }

  private boolean isCopied(Leaf leaf) {
    return causes(leaf).stream().anyMatch(Cause::isCopy);
  }

  private void note(Leaf leaf, Cause cause) {
    causes.computeIfAbsent(leaf, it -> new ArrayList<>()).add(cause);
  }
}
