package io.llmisvc.desired.workload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.KubernetesObject;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.DeviceRequest;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;

/** What Kubernetes makes a claim of devices from, for each pod that names it. */
final class DeviceTemplate {
  private DeviceTemplate() {}

  static Desired of(Context context) {
    if (!context.facts().serves(Kind.RESOURCE_CLAIM_TEMPLATE)) {
      return Desired.NOTHING;
    }
    return DeviceRequest.of(context.service())
        .map(
            request ->
                ServiceChildren.present(
                    ChildRole.RESOURCE_CLAIM_TEMPLATE,
                    KubernetesObject.of(
                        Kind.RESOURCE_CLAIM_TEMPLATE,
                        context
                            .children()
                            .metadata(
                                ChildRole.RESOURCE_CLAIM_TEMPLATE,
                                Labels.of(Part.MAIN.component(), context.service())),
                        spec(request))))
        .orElseGet(
            () ->
                context
                    .children()
                    .absent(ChildRole.RESOURCE_CLAIM_TEMPLATE, "no devices are asked for"));
  }

  /** An API server that does not know claims would drop them, and the pods run without devices. */
  static PodFragment problem(Part part, Context context) {
    return DeviceRequest.of(context.service()).isEmpty()
            || context.facts().serves(Kind.RESOURCE_CLAIM_TEMPLATE)
        ? PodFragment.NOTHING
        : PodFragment.finding(
            part.blame(context.effective())
                .error(
                    "metadata.annotations[" + DeviceRequest.CLASS + "]",
                    "devices need resource.k8s.io/v1, which the cluster does not serve: Kubernetes"
                        + " 1.34 does; remove the annotations, or ask for devices by"
                        + " resources.limits"));
  }

  private static ObjectNode spec(DeviceRequest request) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    ObjectNode device =
        spec.putObject("spec").putObject("devices").putArray("requests").addObject();
    ObjectNode exactly =
        device
            .put("name", "device")
            .putObject("exactly")
            .put("deviceClassName", request.deviceClass());
    if (request.count() > 1) {
      exactly.put("count", request.count());
    }
    if (!request.selectors().isEmpty()) {
      ArrayNode selectors = exactly.putArray("selectors");
      request
          .selectors()
          .forEach(
              expression -> selectors.addObject().putObject("cel").put("expression", expression));
    }
    return spec;
  }
}
