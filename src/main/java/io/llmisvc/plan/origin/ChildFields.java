package io.llmisvc.plan.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.llmisvc.tree.FieldSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The values of a child, and what stands in their places in another form of it. */
final class ChildFields {
  private ChildFields() {}

  /**
   * @param steps as people name them
   * @param places the same by names and indexes
   */
  record Leaf(List<String> steps, List<String> places, JsonNode value) {
    Leaf {
      steps = List.copyOf(steps);
      places = List.copyOf(places);
    }
  }

  /** In the order of the tree; lists of plain values are values. */
  static List<Leaf> of(JsonNode object) {
    List<Leaf> leaves = new ArrayList<>();
    gather(object, List.of(), List.of(), leaves);
    return leaves;
  }

  private static void gather(
      JsonNode node, List<String> steps, List<String> places, List<Leaf> leaves) {
    if (node.isObject() && !node.isEmpty()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        gather(
            member.getValue(),
            with(steps, FieldSteps.field(member.getKey())),
            with(places, member.getKey()),
            leaves);
      }
    } else if (isListOfObjects(node)) {
      List<String> elements = FieldSteps.elements(node);
      for (int i = 0; i < node.size(); i++) {
        gather(
            node.get(i), with(steps, elements.get(i)), with(places, Integer.toString(i)), leaves);
      }
    } else {
      leaves.add(new Leaf(steps, places, node));
    }
  }

  /**
   * What stands there in another form of the child. In lists of the same length elements are in the
   * same place, in others they are told by their keys.
   */
  static JsonNode in(JsonNode other, JsonNode child, Leaf leaf) {
    JsonNode there = other;
    JsonNode here = child;
    for (String place : leaf.places()) {
      if (here.isArray()) {
        int index = Integer.parseInt(place);
        there = here.size() == there.size() ? there.path(index) : alike(there, here, index);
        here = here.path(index);
      } else {
        there = there.path(place);
        here = here.path(place);
      }
    }
    return there;
  }

  private static JsonNode alike(JsonNode others, JsonNode list, int index) {
    int other =
        isListOfObjects(others)
            ? FieldSteps.elements(others).indexOf(FieldSteps.elements(list).get(index))
            : -1;
    return other < 0 ? MissingNode.getInstance() : others.path(other);
  }

  private static boolean isListOfObjects(JsonNode node) {
    return node.isArray()
        && !node.isEmpty()
        && node.valueStream().allMatch(it -> it.isObject() && !it.isEmpty());
  }

  private static List<String> with(List<String> steps, String step) {
    List<String> all = new ArrayList<>(steps);
    all.add(step);
    return all;
  }
}
