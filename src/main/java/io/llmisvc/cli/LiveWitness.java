package io.llmisvc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.diagnosis.Room;
import io.llmisvc.diagnosis.Witness;
import io.llmisvc.live.ApiResource;
import io.llmisvc.live.CertificateSecret;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.live.Refusals;
import io.llmisvc.model.naming.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks a cluster; what may not be read is noted, and counts as not there. */
final class LiveWitness implements Witness {
  private static final int LINES = 20;

  private final LiveCluster cluster;
  private final String namespace;
  private final Refusals refusals;
  private final LiveNodes nodes;

  /**
   * @param nodes of the same cluster, which services share
   */
  LiveWitness(LiveCluster cluster, String namespace, Refusals refusals, LiveNodes nodes) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.refusals = refusals;
    this.nodes = nodes;
  }

  @Override
  public List<ObjectNode> pods(Map<String, String> labels) {
    String selector =
        labels.entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
    return refusals
        .unlessRefused(
            () ->
                cluster.list(
                    ApiResource.of(Kind.POD), namespace, Map.of("labelSelector", selector)))
        .orElse(List.of());
  }

  @Override
  public List<ObjectNode> warnings(String name) {
    return refusals
        .unlessRefused(
            () ->
                cluster.list(
                    ApiResource.EVENTS,
                    namespace,
                    Map.of("fieldSelector", "type=Warning,involvedObject.name=" + name)))
        .orElse(List.of());
  }

  @Override
  public Optional<Room> room(String resource) {
    return nodes.room(resource);
  }

  @Override
  public Optional<String> certificateProblem(ObjectNode secret, List<String> names) {
    return new CertificateSecret(secret).problem(names, Instant.now());
  }

  @Override
  public String log(String pod, String container, boolean previous) {
    return refusals
        .unlessRefused(() -> cluster.log(namespace, pod, container, LINES, previous))
        .orElse("");
  }
}
