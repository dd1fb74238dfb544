package io.llmisvc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.diagnosis.Witness;
import io.llmisvc.live.ApiResource;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.live.ReadRefusedException;
import io.llmisvc.model.naming.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks a cluster; what may not be read is noted, and counts as not there. */
final class LiveWitness implements Witness {
  private static final int LINES = 20;

  private final LiveCluster cluster;
  private final String namespace;
  private final Set<String> refusals = new TreeSet<>();

  LiveWitness(LiveCluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /** What may not be read, each in a line that names the missing right. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public List<ObjectNode> pods(Map<String, String> labels) {
    String selector =
        labels.entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
    return unlessRefused(
        List.of(),
        () -> cluster.list(ApiResource.of(Kind.POD), namespace, Map.of("labelSelector", selector)));
  }

  @Override
  public List<ObjectNode> warnings(String name) {
    return unlessRefused(
        List.of(),
        () ->
            cluster.list(
                ApiResource.EVENTS,
                namespace,
                Map.of("fieldSelector", "type=Warning,involvedObject.name=" + name)));
  }

  @Override
  public List<ObjectNode> nodes() {
    return unlessRefused(List.of(), () -> cluster.list(ApiResource.NODES, null));
  }

  @Override
  public String log(String pod, String container, boolean previous) {
    return unlessRefused("", () -> cluster.log(namespace, pod, container, LINES, previous));
  }

  private <T> T unlessRefused(T nothing, Supplier<T> read) {
    try {
      return read.get();
    } catch (ReadRefusedException e) {
      refusals.add(e.getMessage());
      return nothing;
    }
  }
}
