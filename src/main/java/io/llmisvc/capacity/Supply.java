package io.llmisvc.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a cluster has: its Nodes, with the Pods, ResourceSlices and DeviceClasses that are known
 * beside them.
 */
public final class Supply {
  /** Labels by which clouds and autoscalers name node pools; the first that a node has counts. */
  public static final List<String> POOL_LABELS =
      List.of(
          "cloud.google.com/gke-nodepool",
          "eks.amazonaws.com/nodegroup",
          "kubernetes.azure.com/agentpool",
          "karpenter.sh/nodepool",
          "node.kubernetes.io/instance-type");

  /** So many pods a kubelet takes when it is not told. */
  private static final long USUAL_PODS = 110;

  private static final Pattern DRIVER =
      Pattern.compile("\\bdevice\\.driver\\s*==\\s*(?:\"([^\"]+)\"|'([^']+)')");

  private final Map<String, List<ObjectNode>> byKind;
  private final List<String> poolLabels;

  private Supply(Map<String, List<ObjectNode>> byKind, List<String> poolLabels) {
    this.byKind = byKind;
    this.poolLabels = poolLabels;
  }

  /**
   * @param objects of any kinds; what is none of the four is left out
   * @param poolLabels labels of nodes that name their pool, the first that a node has counts
   */
  public static Supply of(Collection<ObjectNode> objects, List<String> poolLabels) {
    return new Supply(
        objects.stream().collect(Collectors.groupingBy(one -> one.path("kind").asText())),
        List.copyOf(poolLabels));
  }

  /** Whether it is known which devices the nodes have. */
  boolean hasSlices() {
    return byKind.containsKey("ResourceSlice");
  }

  /** Whether it is known which pods there are. */
  boolean hasPods() {
    return byKind.containsKey("Pod");
  }

  /** The driver of the devices of each class that says so. */
  Map<String, String> drivers() {
    Map<String, String> drivers = new HashMap<>();
    for (ObjectNode type : all("DeviceClass")) {
      for (JsonNode selector : type.at("/spec/selectors")) {
        Matcher matcher = DRIVER.matcher(selector.at("/cel/expression").asText());
        if (matcher.find()) {
          String driver = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
          drivers.put(name(type), driver);
        }
      }
    }
    return drivers;
  }

  /**
   * @param services whose pods take no room: they are counted as their plans say
   */
  public List<NodeRoom> nodes(Set<NamespacedName> services) {
    Map<String, Amounts> used = used(services);
    Map<String, Amounts> devices = devices();
    List<NodeRoom> nodes = new ArrayList<>();
    for (ObjectNode node : all("Node")) {
      Amounts room = room(node).plus(devices.getOrDefault(name(node), Amounts.NOTHING));
      Map<String, String> labels = labels(node);
      nodes.add(
          new NodeRoom(
              name(node),
              poolLabels.stream()
                  .filter(labels::containsKey)
                  .map(labels::get)
                  .findFirst()
                  .orElse(""),
              labels,
              node.path("spec"),
              room,
              room.minus(used.getOrDefault(name(node), Amounts.NOTHING))));
    }
    return nodes;
  }

  private static Amounts room(ObjectNode node) {
    JsonNode status = node.path("status");
    JsonNode stated = status.path("allocatable");
    Amounts room = Amounts.read(stated.isEmpty() ? status.path("capacity") : stated);
    return Amounts.of(Amounts.PODS, USUAL_PODS).under(room);
  }

  private Map<String, Amounts> used(Set<NamespacedName> services) {
    Set<String> own =
        services.stream()
            .map(service -> service.namespace() + "/" + Labels.labelValue(service.name()))
            .collect(Collectors.toSet());
    Map<String, Amounts> used = new HashMap<>();
    for (ObjectNode pod : all("Pod")) {
      String node = pod.at("/spec/nodeName").asText();
      boolean isOver = Set.of("Succeeded", "Failed").contains(pod.at("/status/phase").asText());
      if (!node.isEmpty() && !isOver && !isOf(own, pod)) {
        Amounts requests = PodNeeds.of(pod.path("spec"), Map.of()).requests();
        used.merge(node, requests, Amounts::plus);
      }
    }
    return used;
  }

  private static boolean isOf(Set<String> services, ObjectNode pod) {
    Map<String, String> labels = labels(pod);
    return Labels.PART_OF_VALUE.equals(labels.get(Labels.PART_OF))
        && services.contains(
            pod.at("/metadata/namespace").asText() + "/" + labels.get(Labels.NAME));
  }

  /**
   * Devices of each node. Those of an older generation of their pool are gone; those that others
   * may take parts of, and those that a taint keeps for others, count for nothing.
   */
  private Map<String, Amounts> devices() {
    Map<String, Long> generations = new HashMap<>();
    all("ResourceSlice")
        .forEach(slice -> generations.merge(pool(slice), generation(slice), Math::max));
    Map<String, Amounts> devices = new HashMap<>();
    for (ObjectNode slice : all("ResourceSlice")) {
      String node = slice.at("/spec/nodeName").asText();
      if (!node.isEmpty() && generations.getOrDefault(pool(slice), 0L) == generation(slice)) {
        long number =
            StreamSupport.stream(slice.at("/spec/devices").spliterator(), false)
                .filter(Supply::isWhole)
                .count();
        String driver = slice.at("/spec/driver").asText();
        devices.merge(node, Amounts.of(Amounts.DEVICES + driver, number), Amounts::plus);
      }
    }
    return devices;
  }

  private static boolean isWhole(JsonNode device) {
    JsonNode said = device.has("basic") ? device.path("basic") : device;
    return said.path("consumesCounters").isEmpty() && said.path("taints").isEmpty();
  }

  private static String pool(ObjectNode slice) {
    return slice.at("/spec/driver").asText() + " " + slice.at("/spec/pool/name").asText();
  }

  private static long generation(ObjectNode slice) {
    return slice.at("/spec/pool/generation").asLong();
  }

  private List<ObjectNode> all(String kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  private static String name(ObjectNode object) {
    return object.at("/metadata/name").asText();
  }

  private static Map<String, String> labels(ObjectNode object) {
    Map<String, String> labels = new TreeMap<>();
    object
        .at("/metadata/labels")
        .properties()
        .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
    return labels;
  }
}
