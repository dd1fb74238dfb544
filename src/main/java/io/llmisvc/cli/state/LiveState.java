package io.llmisvc.cli.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cli.input.LiveFacts;
import io.llmisvc.cli.input.UnreadableInputException;
import io.llmisvc.live.ApiResource;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.live.Parallel;
import io.llmisvc.live.Refusals;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how services of a cluster are; what may not be read is left out and said. */
public final class LiveState {
  private static final Map<String, String> OURS =
      Map.of("labelSelector", Labels.PART_OF + "=" + Labels.PART_OF_VALUE);

  private final LiveCluster cluster;
  private final Refusals refusals = new Refusals();

  public LiveState(LiveCluster cluster) {
    this.cluster = cluster;
  }

  /** What may not be read, each in a line that names the missing right. */
  public List<String> refusals() {
    return refusals.lines();
  }

  /**
   * In the order of the API server.
   *
   * @param namespace absent for all
   * @param names all when empty
   * @throws UnreadableInputException naming each that there is not
   */
  public List<ServiceLine> lines(@Nullable String namespace, List<String> names) {
    List<ObjectNode> services = cluster.list(ApiResource.SERVICES, namespace);
    requireAll(services, names);
    Map<ObjectKey, ObjectNode> workloads = new HashMap<>();
    for (List<ObjectNode> objects :
        Parallel.map(
            List.of(Kind.DEPLOYMENT, Kind.LEADER_WORKER_SET), kind -> workloads(kind, namespace))) {
      objects.forEach(object -> ObjectKey.of(object).ifPresent(key -> workloads.put(key, object)));
    }
    return services.stream()
        .filter(service -> names.isEmpty() || names.contains(name(service)))
        .map(service -> ServiceLine.of(service, workloads))
        .toList();
  }

  /**
   * One service with all that belongs to it.
   *
   * @throws UnreadableInputException when there is none of that name
   */
  public Branch tree(String namespace, String name) {
    ObjectNode service =
        cluster
            .get(ApiResource.SERVICES, namespace, name)
            .orElseThrow(
                () ->
                    new UnreadableInputException(
                        List.of(
                            "there is no LLMInferenceService %s/%s".formatted(namespace, name))));
    LiveFacts facts = new LiveFacts(cluster, namespace, refusals);
    Map<ObjectKey, ObjectNode> objects =
        new HashMap<>(facts.facts(new NamespacedName(namespace, name), Set.of()).children());
    for (ObjectKey key : TrafficReferences.of(service)) {
      if (!objects.containsKey(key)) {
        refusals
            .unlessRefused(
                () -> cluster.get(ApiResource.of(key.kind()), key.namespace(), key.name()))
            .flatMap(found -> found)
            .ifPresent(object -> objects.put(key, object));
      }
    }
    List<ObjectNode> pods =
        refusals
            .unlessRefused(
                () ->
                    cluster.list(
                        ApiResource.of(Kind.POD),
                        namespace,
                        Map.of(
                            "labelSelector",
                            OURS.get("labelSelector")
                                + ","
                                + Labels.NAME
                                + "="
                                + Labels.labelValue(name))))
            .orElse(List.of());
    return ServiceBranches.of(service, objects, pods);
  }

  private List<ObjectNode> workloads(Kind kind, @Nullable String namespace) {
    return refusals
        .unlessRefused(() -> cluster.list(ApiResource.of(kind), namespace, OURS))
        .orElse(List.of());
  }

  private static void requireAll(List<ObjectNode> services, List<String> names) {
    Set<String> known = services.stream().map(LiveState::name).collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      if (!known.contains(name)) {
        missing.add(
            "there is no LLMInferenceService %s; there are %s"
                .formatted(
                    name, known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))));
      }
    }
    if (!missing.isEmpty()) {
      throw new UnreadableInputException(missing);
    }
  }

  private static String name(ObjectNode object) {
    return object.path("metadata").path("name").asText();
  }
}
