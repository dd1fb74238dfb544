package io.llmisvc.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;

/**
 * What a service gets that its author left out: the name of its model, the label of its routing
 * group, and empty lists of containers, without which typed clients cannot read a pod.
 */
final class ServiceDefaults {
  private static final String ROUTING_GROUP = "serving.kserve.io/routing-group";
  private static final List<String> PODS =
      List.of(
          "/spec/template",
          "/spec/worker",
          "/spec/prefill/template",
          "/spec/prefill/worker",
          "/spec/router/scheduler/template");

  private final ArrayNode patch = JsonNodeFactory.instance.arrayNode();
  private final ObjectNode service;

  private ServiceDefaults(ObjectNode service) {
    this.service = service;
  }

  /** A JSON patch, empty when nothing is missing. */
  static ArrayNode of(ObjectNode service, NamespacedName id) {
    ServiceDefaults defaults = new ServiceDefaults(service);
    defaults.modelName(id.name());
    defaults.routingGroup();
    PODS.forEach(defaults::containers);
    return defaults.patch;
  }

  private void modelName(String name) {
    JsonNode model = service.at("/spec/model");
    if (model.isObject() && model.path("name").asText().isEmpty() && !name.isEmpty()) {
      add("/spec/model/name", JsonNodeFactory.instance.textNode(name));
    }
  }

  private void routingGroup() {
    String group = service.at("/spec/router/route/group").asText();
    JsonNode labels = service.at("/metadata/labels");
    String label = labels.path(ROUTING_GROUP).asText();
    String path = "/metadata/labels/" + ROUTING_GROUP.replace("/", "~1");
    if (group.isEmpty()) {
      if (labels.has(ROUTING_GROUP)) {
        patch.addObject().put("op", "remove").put("path", path);
      }
    } else if (!labels.isObject()) {
      add("/metadata/labels", JsonNodeFactory.instance.objectNode().put(ROUTING_GROUP, group));
    } else if (!group.equals(label)) {
      add(path, JsonNodeFactory.instance.textNode(group));
    }
  }

  private void containers(String pod) {
    JsonNode spec = service.at(pod);
    if (spec.isObject() && !spec.hasNonNull("containers")) {
      add(pod + "/containers", JsonNodeFactory.instance.arrayNode());
    }
  }

  /** Puts a member there, in place of the one that is there. */
  private void add(String path, JsonNode value) {
    patch.addObject().put("op", "add").put("path", path).set("value", value);
  }
}
