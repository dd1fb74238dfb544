package io.llmisvc.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;

/**
 * What a service gets that its author left out: the name of its model, the label of its routing
 * group, the marks of the local cache that has its model, and empty lists of containers, without
 * which typed clients cannot read a pod.
 */
final class ServiceDefaults {
  private static final List<String> PODS =
      List.of(
          "/spec/template",
          "/spec/worker",
          "/spec/prefill/template",
          "/spec/prefill/worker",
          "/spec/router/scheduler/template");

  private final JsonPatch patch;
  private final ObjectNode service;

  private ServiceDefaults(ObjectNode service) {
    this.service = service;
    this.patch = new JsonPatch(service);
  }

  /** A JSON patch, empty when nothing is missing. */
  static ArrayNode of(ObjectNode service, NamespacedName id, Surroundings around) {
    ServiceDefaults defaults = new ServiceDefaults(service);
    defaults.modelName(id.name());
    defaults.routingGroup();
    LocalModelMarking.of(service, id.namespace(), around).onto(defaults.patch);
    PODS.forEach(defaults::containers);
    return defaults.patch.operations();
  }

  private void modelName(String name) {
    JsonNode model = service.at("/spec/model");
    if (model.isObject() && model.path("name").asText().isEmpty() && !name.isEmpty()) {
      patch.set("/spec/model", "name", JsonNodeFactory.instance.textNode(name));
    }
  }

  private void routingGroup() {
    String group = service.at("/spec/router/route/group").asText();
    if (group.isEmpty()) {
      patch.remove(JsonPatch.LABELS, Labels.ROUTING_GROUP);
    } else {
      patch.set(JsonPatch.LABELS, Labels.ROUTING_GROUP, JsonNodeFactory.instance.textNode(group));
    }
  }

  private void containers(String pod) {
    JsonNode spec = service.at(pod);
    if (spec.isObject() && !spec.hasNonNull("containers")) {
      patch.set(pod, "containers", JsonNodeFactory.instance.arrayNode());
    }
  }
}
