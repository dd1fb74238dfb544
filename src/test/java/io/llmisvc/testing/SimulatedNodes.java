package io.llmisvc.testing;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nodes that have plenty of what pods of models ask for. Those of tests that select nodes by the
 * label {@code pool} find one each for {@code a} and {@code b}.
 */
final class SimulatedNodes {
  private static final Map<String, String> CAPACITY =
      Map.of(
          "cpu", "100k",
          "memory", "1Pi",
          "ephemeral-storage", "1Pi",
          "pods", "100k",
          "nvidia.com/gpu", "100k",
          "rdma/roce", "100k",
          "rdma/roce_gdr", "100k");

  private SimulatedNodes() {}

  static void create(KubernetesClient admin) {
    for (String pool : new String[] {"a", "b"}) {
      admin.resource(node("node-" + pool, pool)).create();
    }
  }

  private static Node node(String name, String pool) {
    Map<String, Quantity> capacity = new TreeMap<>();
    CAPACITY.forEach((resource, amount) -> capacity.put(resource, Quantity.parse(amount)));
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("kubernetes.io/hostname", name)
        .addToLabels("pool", pool)
        .endMetadata()
        .withNewStatus()
        .withCapacity(capacity)
        .withAllocatable(capacity)
        .endStatus()
        .build();
  }
}
