package io.llmisvc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.capacity.NodeRoom;
import io.llmisvc.capacity.Supply;
import io.llmisvc.diagnosis.Room;
import io.llmisvc.live.ApiResource;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.live.Refusals;
import io.llmisvc.model.naming.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the nodes of a cluster have; read when it is first asked for, and once. */
final class LiveNodes {
  private final LiveCluster cluster;
  private final Refusals refusals;
  private @Nullable Found found;

  /**
   * @param hasPods whether it is known what they take
   */
  private record Found(List<NodeRoom> nodes, boolean hasPods) {}

  /**
   * @param refusals hears when nodes or pods may not be read
   */
  LiveNodes(LiveCluster cluster, Refusals refusals) {
    this.cluster = cluster;
    this.refusals = refusals;
  }

  /** Absent when there is no node, or none may be read. */
  Optional<Room> room(String resource) {
    Found now = found();
    return most(now.nodes.stream().map(node -> node.room().get(resource)).toList())
        .map(largest -> new Room(largest, now.hasPods ? free(now.nodes, resource) : null));
  }

  /** Nodes that take no pods have nothing free. */
  private static BigDecimal free(List<NodeRoom> nodes, String resource) {
    return most(nodes.stream()
            .filter(node -> !node.spec().path("unschedulable").asBoolean())
            .map(node -> node.free().get(resource))
            .toList())
        .orElse(BigDecimal.ZERO)
        .max(BigDecimal.ZERO);
  }

  private static Optional<BigDecimal> most(List<BigDecimal> amounts) {
    return amounts.stream().max(Comparator.naturalOrder());
  }

  private Found found() {
    Found known = found;
    if (known == null) {
      known = read();
      found = known;
    }
    return known;
  }

  private Found read() {
    List<ObjectNode> nodes = list(ApiResource.NODES).orElse(List.of());
    Optional<List<ObjectNode>> pods =
        nodes.isEmpty() ? Optional.empty() : list(ApiResource.of(Kind.POD));
    List<ObjectNode> objects = new ArrayList<>(nodes);
    pods.ifPresent(objects::addAll);
    return new Found(Supply.of(objects, List.of()).nodes(Set.of()), pods.isPresent());
  }

  private Optional<List<ObjectNode>> list(ApiResource resource) {
    return refusals.unlessRefused(() -> cluster.list(resource, null));
  }
}
