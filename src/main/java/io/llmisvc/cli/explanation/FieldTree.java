package io.llmisvc.cli.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.FieldSteps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values in the tree that their paths make, each with its margin. */
final class FieldTree {
  private final List<String> steps;
  private final Map<String, FieldTree> below = new LinkedHashMap<>();
  private @Nullable Told told;

  /** A value and what is said beside it. */
  record Told(List<String> steps, JsonNode value, Margin margin) {
    Told {
      steps = List.copyOf(steps);
    }
  }

  private FieldTree(List<String> steps) {
    this.steps = steps;
  }

  /** In the order in which they are told. */
  static FieldTree of(List<Told> values) {
    FieldTree root = new FieldTree(List.of());
    for (Told value : values) {
      FieldTree here = root;
      for (int i = 1; i <= value.steps().size(); i++) {
        List<String> steps = value.steps().subList(0, i);
        here = here.below.computeIfAbsent(steps.getLast(), step -> new FieldTree(steps));
      }
      here.told = value;
    }
    return root;
  }

  String path() {
    return FieldSteps.text(steps);
  }

  String step() {
    return steps.getLast();
  }

  boolean isLeaf() {
    return below.isEmpty();
  }

  boolean isList() {
    return below.keySet().stream().anyMatch(FieldSteps::isElement);
  }

  /** What an element is told apart by comes first. */
  List<FieldTree> below() {
    List<String> keys = steps.isEmpty() ? List.of() : FieldSteps.keys(step());
    return below.values().stream()
        .sorted(Comparator.comparing((FieldTree child) -> !keys.contains(child.step())))
        .toList();
  }

  /** The trees at a path; when there is none, the value that holds what is there. */
  List<FieldTree> at(FieldPath wanted) {
    List<FieldTree> found = new ArrayList<>();
    gather(wanted, found);
    return found;
  }

  private void gather(FieldPath wanted, List<FieldTree> found) {
    String path = path();
    if (!steps.isEmpty() && (wanted.covers(path) || (isLeaf() && wanted.isWithin(path)))) {
      found.add(this);
      return;
    }
    below.values().forEach(child -> child.gather(wanted, found));
  }

  /** What holds of all values below; nothing when they differ. */
  Optional<Margin> common() {
    if (told != null && isLeaf()) {
      return Optional.of(told.margin());
    }
    Margin common = null;
    for (FieldTree child : below.values()) {
      Optional<Margin> margin = child.common().flatMap(it -> it.above(child.step()));
      if (margin.isEmpty() || (common != null && !common.equals(margin.get()))) {
        return Optional.empty();
      }
      common = margin.get();
    }
    return Optional.ofNullable(common);
  }

  JsonNode value() {
    if (told != null && isLeaf()) {
      return told.value();
    }
    if (isList()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      below().forEach(child -> list.add(child.value()));
      return list;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    below().forEach(child -> object.set(FieldSteps.name(child.step()), child.value()));
    return object;
  }
}
