package io.llmisvc.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.live.ApiResource;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.live.Parallel;
import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The nodes of a cluster and what takes their room, but for the pods of services that are asked
 * about.
 */
final class LiveSupply {
  private static final String DEVICES = "resource.k8s.io";
  private static final List<ApiResource> RESOURCES =
      List.of(
          ApiResource.NODES,
          ApiResource.of(Kind.POD),
          new ApiResource(DEVICES, "v1", "resourceslices", false),
          new ApiResource(DEVICES, "v1", "deviceclasses", false));

  private LiveSupply() {}

  static List<ObjectNode> read(LiveCluster cluster, List<Plan> plans) {
    Set<NamespacedName> asked =
        plans.stream()
            .map(plan -> plan.service().id())
            .map(id -> new NamespacedName(id.namespace(), Labels.labelValue(id.name())))
            .collect(Collectors.toSet());
    return Parallel.map(RESOURCES, resource -> cluster.list(resource, null)).stream()
        .flatMap(List::stream)
        .filter(object -> !isOf(asked, object.path("metadata")))
        .toList();
  }

  private static boolean isOf(Set<NamespacedName> services, JsonNode metadata) {
    JsonNode labels = metadata.path("labels");
    return labels.path(Labels.PART_OF).asText().equals(Labels.PART_OF_VALUE)
        && services.contains(
            new NamespacedName(
                metadata.path("namespace").asText(), labels.path(Labels.NAME).asText()));
  }
}
