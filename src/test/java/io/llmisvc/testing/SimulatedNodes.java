package io.llmisvc.testing;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nodes that have plenty of what pods of models ask for. Those of tests that select nodes by the
 * label {@code pool} find one each for {@code a} and {@code b}. Claims find volumes as large as
 * they want, and devices of the class {@code gpu.example.com}.
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

  private static final String DEVICE_CLASS =
      """
      apiVersion: resource.k8s.io/v1
      kind: DeviceClass
      metadata: {name: gpu.example.com}
      spec: {selectors: [{cel: {expression: "device.driver == 'gpu.example.com'"}}]}
      """;

  private static final String DEVICES =
      """
      apiVersion: resource.k8s.io/v1
      kind: ResourceSlice
      metadata: {name: "%1$s"}
      spec:
        driver: gpu.example.com
        nodeName: "%1$s"
        pool: {name: "%1$s", generation: 1, resourceSliceCount: 1}
        devices: [%2$s]
      """;

  private static final int DEVICES_OF_A_NODE = 128;

  /** None is used twice. */
  private static final int VOLUMES = 16;

  private SimulatedNodes() {}

  static void create(KubernetesClient admin) {
    create(admin, DEVICE_CLASS);
    String devices =
        IntStream.range(0, DEVICES_OF_A_NODE)
            .mapToObj(i -> "{name: gpu-" + i + "}")
            .collect(Collectors.joining(", "));
    for (String pool : new String[] {"a", "b"}) {
      String name = "node-" + pool;
      admin.resource(node(name, pool)).create();
      create(admin, DEVICES.formatted(name, devices));
    }
    for (int i = 0; i < VOLUMES; i++) {
      admin.resource(volume("volume-" + i)).create();
    }
  }

  private static void create(KubernetesClient admin, String yaml) {
    admin.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).create();
  }

  private static PersistentVolume volume(String name) {
    return new PersistentVolumeBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .addToCapacity("storage", Quantity.parse("1Pi"))
        .withAccessModes("ReadWriteOnce", "ReadWriteMany")
        .withNewHostPath("/" + name, "")
        .endSpec()
        .build();
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
