package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.ServerVersion;
import io.llmisvc.model.naming.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a cluster.
 *
 * @param systemNamespace of the operator, its ConfigMap and the shared configs
 * @param now when it was read
 * @param release of the API server; absent when it does not say
 * @param served the optional kinds that it serves
 * @param seen the objects of each part that could be read
 * @param refused why another part could not be read: one sentence each
 * @param trust until when each {@code caBundle} of a webhook of ours is trusted
 */
public record Snapshot(
    String systemNamespace,
    Instant now,
    @Nullable ServerVersion release,
    Set<Kind> served,
    Map<ClusterPart, List<ObjectNode>> seen,
    Map<ClusterPart, String> refused,
    Map<String, TrustEnd> trust) {
  public Snapshot {
    served = Set.copyOf(served);
    seen = Map.copyOf(seen);
    refused = Map.copyOf(refused);
    trust = Map.copyOf(trust);
  }

  /** Empty when it is not known. */
  Optional<List<ObjectNode>> objects(ClusterPart part) {
    return Optional.ofNullable(seen.get(part));
  }

  /** None when it is not known. */
  List<ObjectNode> all(ClusterPart part) {
    return seen.getOrDefault(part, List.of());
  }

  /** True when all of them are known. */
  boolean knows(ClusterPart... parts) {
    for (ClusterPart part : parts) {
      if (!seen.containsKey(part)) {
        return false;
      }
    }
    return true;
  }
}
