package io.llmisvc.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A service, the configs it was made from, its objects with their pods, and its traffic. */
final class ServiceBranches {
  /** What carries requests to the pods. */
  private static final Set<Kind> TRAFFIC =
      Set.of(Kind.GATEWAY, Kind.HTTP_ROUTE, Kind.INFERENCE_POOL, Kind.INFERENCE_POOL_V1ALPHA2);

  private static final String GROUP_NAME = "leaderworkerset.sigs.k8s.io/name";

  private final String namespace;
  private final ObjectNode service;
  private final LLMInferenceServiceStatus status;

  private ServiceBranches(ObjectNode service) {
    this.service = service;
    this.namespace = service.path("metadata").path("namespace").asText();
    this.status =
        service.has("status")
            ? Trees.read(service.get("status"), LLMInferenceServiceStatus.class)
            : LLMInferenceServiceStatus.NONE;
  }

  /**
   * @param objects its children, and what of traffic it refers to
   * @param pods all of them
   */
  static Branch of(
      ObjectNode service, Map<ObjectKey, ObjectNode> objects, Collection<ObjectNode> pods) {
    return new ServiceBranches(service).root(new TreeMap<>(objects), List.copyOf(pods));
  }

  private Branch root(Map<ObjectKey, ObjectNode> objects, List<ObjectNode> pods) {
    List<Branch> children = new ArrayList<>();
    List<Branch> traffic = new ArrayList<>();
    objects.forEach(
        (key, object) -> {
          Branch branch = titled(key, object);
          (TRAFFIC.contains(key.kind()) ? traffic : children).add(branch.with(podsOf(key, pods)));
        });
    List<Branch> branches = new ArrayList<>();
    addHeading(branches, "configs", configs());
    addHeading(branches, "objects", children);
    addHeading(branches, "traffic", traffic);
    Branch bare = ObjectState.of(service);
    ServiceLine line = ServiceLine.of(service, Map.of());
    return new Branch(
        bare.name(), line.ready(), line.reason(), bare.created(), line.message(), branches);
  }

  private static void addHeading(List<Branch> branches, String name, List<Branch> below) {
    if (!below.isEmpty()) {
      branches.add(Branch.heading(name, below));
    }
  }

  /** Lowest precedence first, as they are merged. */
  private List<Branch> configs() {
    return status.appliedConfigs().stream().map(ServiceBranches::config).toList();
  }

  private static Branch config(AppliedConfig config) {
    return new Branch(
        "LLMInferenceServiceConfig %s/%s".formatted(config.namespace(), config.name()),
        "",
        config.source() == null ? "" : config.source(),
        "",
        "",
        List.of());
  }

  /** With its namespace where that is another, and its group where that tells it apart. */
  private Branch titled(ObjectKey key, ObjectNode object) {
    Branch branch = ObjectState.of(object);
    if (key.kind() == Kind.INFERENCE_POOL_V1ALPHA2) {
      return named("InferencePool.%s %s".formatted(key.kind().group(), key.name()), branch);
    }
    return key.namespace().isEmpty() || key.namespace().equals(namespace)
        ? branch
        : named(key.toString(), branch);
  }

  private static Branch named(String name, Branch branch) {
    return new Branch(
        name, branch.ready(), branch.reason(), branch.created(), branch.message(), List.of());
  }

  private static List<Branch> podsOf(ObjectKey key, List<ObjectNode> pods) {
    return pods.stream().filter(pod -> belongs(pod, key)).map(ObjectState::of).toList();
  }

  /** A Deployment has its pods by way of a ReplicaSet, which is named after it. */
  private static boolean belongs(ObjectNode pod, ObjectKey key) {
    JsonNode metadata = pod.path("metadata");
    return switch (key.kind()) {
      case LEADER_WORKER_SET ->
          metadata.path("labels").path(GROUP_NAME).asText().equals(key.name());
      case DEPLOYMENT -> {
        JsonNode owner = metadata.path("ownerReferences").path(0);
        String set = owner.path("name").asText();
        int dash = set.lastIndexOf('-');
        yield owner.path("kind").asText().equals("ReplicaSet")
            && dash > 0
            && set.substring(0, dash).equals(key.name());
      }
      default -> false;
    };
  }
}
