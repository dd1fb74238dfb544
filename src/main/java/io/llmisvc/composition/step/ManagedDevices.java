package io.llmisvc.composition.step;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.DeviceRequest;
import io.llmisvc.tree.Trees;
import java.util.List;
import java.util.stream.Stream;

/** Lets the pods of the workloads claim the devices that the service's annotations ask for. */
final class ManagedDevices {
  private static final String CLAIMS = "resourceClaims";

  private ManagedDevices() {}

  static void claim(SpecTree spec, CompositionContext context) {
    DeviceRequest.of(context.meta())
        .ifPresent(
            request -> {
              String template = ChildRole.RESOURCE_CLAIM_TEMPLATE.name(context.meta());
              spec.workloadPods().forEach(pod -> claim(pod, request, template));
            });
  }

  private static void claim(ObjectNode pod, DeviceRequest request, String template) {
    ArrayNode claims = pod.withArray(CLAIMS);
    if (isMissing(claims)) {
      claims
          .addObject()
          .put("name", DeviceRequest.CLAIM)
          .put("resourceClaimTemplateName", template);
    }
    List<ObjectNode> containers = Trees.objects(pod.path("containers")).toList();
    Stream<ObjectNode> chosen =
        request.container().isEmpty()
            ? containers.stream().limit(1)
            : containers.stream()
                .filter(it -> it.path("name").asText().equals(request.container()));
    chosen
        .map(container -> container.withObjectProperty("resources").withArray("claims"))
        .filter(ManagedDevices::isMissing)
        .forEach(list -> list.addObject().put("name", DeviceRequest.CLAIM));
  }

  private static boolean isMissing(ArrayNode claims) {
    return Trees.objects(claims)
        .noneMatch(claim -> claim.path("name").asText().equals(DeviceRequest.CLAIM));
  }
}
