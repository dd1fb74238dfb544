package io.llmisvc.model.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the cluster at one moment.
 *
 * @param served the optional kinds that the API server serves; kinds that are always served need
 *     not be listed
 * @param children the live children of the service by identity, also ones no longer wanted
 * @param references answers to the references read so far: an empty list means "looked, not there"
 * @param publishers by model name, the services of the namespace that answer for it, as far as they
 *     are known; the service itself may be among them
 * @param rivals by place, other services whose routes claim what one of the service does, as far as
 *     they are known
 * @param server absent when nobody could ask
 * @param group what is known of the service's routing group
 */
public record ClusterFacts(
    Set<Kind> served,
    Map<ObjectKey, ObjectNode> children,
    Map<Reference, List<ObjectNode>> references,
    Map<String, Set<Publisher>> publishers,
    Map<String, Set<Rival>> rivals,
    @Nullable ServerVersion server,
    GroupFacts group) {

  public ClusterFacts {
    served = Set.copyOf(served);
    children = Map.copyOf(children);
    references = Map.copyOf(references);
    publishers = Map.copyOf(publishers);
    rivals = Map.copyOf(rivals);
  }

  /** A cluster of which no other service is known. */
  public ClusterFacts(
      Set<Kind> served,
      Map<ObjectKey, ObjectNode> children,
      Map<Reference, List<ObjectNode>> references) {
    this(served, children, references, Map.of());
  }

  /** A cluster whose release is not known. */
  public ClusterFacts(
      Set<Kind> served,
      Map<ObjectKey, ObjectNode> children,
      Map<Reference, List<ObjectNode>> references,
      Map<String, Set<Publisher>> publishers) {
    this(served, children, references, publishers, null);
  }

  /** A cluster without routing groups, where nobody claims what the service does. */
  public ClusterFacts(
      Set<Kind> served,
      Map<ObjectKey, ObjectNode> children,
      Map<Reference, List<ObjectNode>> references,
      Map<String, Set<Publisher>> publishers,
      @Nullable ServerVersion server) {
    this(served, children, references, publishers, Map.of(), server, GroupFacts.alone());
  }

  public ClusterFacts withReferences(Map<Reference, List<ObjectNode>> known) {
    return new ClusterFacts(served, children, known, publishers, rivals, server, group);
  }

  public ClusterFacts withPublishers(Map<String, Set<Publisher>> known) {
    return new ClusterFacts(served, children, references, known, rivals, server, group);
  }

  public ClusterFacts withRivals(Map<String, Set<Rival>> known) {
    return new ClusterFacts(served, children, references, publishers, known, server, group);
  }

  public ClusterFacts withServer(@Nullable ServerVersion version) {
    return new ClusterFacts(served, children, references, publishers, rivals, version, group);
  }

  public ClusterFacts withGroup(GroupFacts known) {
    return new ClusterFacts(served, children, references, publishers, rivals, server, known);
  }

  /** A cluster that serves every kind and of which nothing else is known: the offline default. */
  public static ClusterFacts unknown() {
    return new ClusterFacts(EnumSet.allOf(Kind.class), Map.of(), Map.of());
  }
}
