package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.tree.Trees;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Extended resources that pods ask for, and nodes that have them. */
final class DeviceCheck {
  private static final List<String> CONTAINERS = List.of("containers", "initContainers");

  private DeviceCheck() {}

  static List<FitnessLine> of(Snapshot snapshot) {
    if (!snapshot.knows(ClusterPart.WORKLOADS, ClusterPart.NODES)) {
      return List.of();
    }
    Map<String, String> asked = new TreeMap<>();
    snapshot.all(ClusterPart.WORKLOADS).forEach(one -> add(asked, Kind.DEPLOYMENT, one));
    snapshot
        .all(ClusterPart.GROUPED_WORKLOADS)
        .forEach(one -> add(asked, Kind.LEADER_WORKER_SET, one));
    if (asked.isEmpty()) {
      return List.of(Outcome.DEVICES_UNASKED.line());
    }
    List<FitnessLine> lines = new ArrayList<>();
    asked.forEach(
        (resource, workload) -> {
          BigDecimal there = allocatable(snapshot.all(ClusterPart.NODES), resource);
          lines.add(
              there.signum() > 0
                  ? Outcome.DEVICES_OK.line(resource, there.toPlainString())
                  : Outcome.DEVICES_MISSING.line(workload, resource));
        });
    return lines;
  }

  private static void add(Map<String, String> asked, Kind kind, ObjectNode workload) {
    for (String template : kind.podTemplates()) {
      for (String containers : CONTAINERS) {
        Trees.objects(workload.at(template).path("spec").path(containers))
            .flatMap(container -> container.at("/resources/limits").properties().stream())
            .map(Map.Entry::getKey)
            .filter(DeviceCheck::isExtended)
            .forEach(
                resource -> asked.putIfAbsent(resource, kind.kind() + " " + Traits.id(workload)));
      }
    }
  }

  /** Kubernetes' own have no domain, or its own one. */
  private static boolean isExtended(String resource) {
    int slash = resource.indexOf('/');
    return slash > 0 && !resource.substring(0, slash).endsWith("kubernetes.io");
  }

  private static BigDecimal allocatable(List<ObjectNode> nodes, String resource) {
    return nodes.stream()
        .map(node -> node.at("/status/allocatable").path(resource))
        .filter(JsonNode::isValueNode)
        .map(amount -> new Quantity(amount.asText()).getNumericalAmount())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
