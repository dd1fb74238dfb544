package io.llmisvc.cli.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.ObjectKey;
import java.util.List;
import java.util.stream.Stream;

/** What runs pods, found by the labels of these. */
final class Workloads {
  private final List<Child> children;

  Workloads(List<Plan> plans) {
    children =
        plans.stream()
            .flatMap(plan -> plan.children().stream())
            .filter(child -> child.role().kind().isScalable())
            .toList();
  }

  /**
   * @param selector labels that pods must have; nothing is selected by none
   */
  Stream<ObjectKey> selected(String namespace, JsonNode selector) {
    return children.stream()
        .filter(child -> child.key().namespace().equals(namespace))
        .filter(child -> !selector.isEmpty() && hasPods(child, selector))
        .map(Child::key);
  }

  private static boolean hasPods(Child child, JsonNode selector) {
    return child.role().kind().podTemplates().stream()
        .map(template -> child.object().at(template).at("/metadata/labels"))
        .anyMatch(
            labels ->
                selector.properties().stream()
                    .allMatch(entry -> entry.getValue().equals(labels.path(entry.getKey()))));
  }
}
