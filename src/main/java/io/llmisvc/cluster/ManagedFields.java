package io.llmisvc.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/**
 * Takes over a child that another controller of the service wrote before with updates: its entries
 * become ours, so that what we no longer set is removed by the next apply.
 */
final class ManagedFields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ManagedFields() {}

  /** A JSON patch that moves the entries to our manager; empty when they already are ours. */
  static Optional<String> takeOver(GenericKubernetesResource live, String manager) {
    ObjectNode tree = JSON.valueToTree(live);
    ArrayNode kept = JSON.createArrayNode();
    ObjectNode ours = JSON.createObjectNode();
    ObjectNode fields = ours.putObject("fieldsV1");
    boolean moved = false;
    for (JsonNode entry : tree.path("metadata").path("managedFields")) {
      boolean applied =
          entry.path("operation").asText().equals("Apply")
              && entry.path("manager").asText().equals(manager);
      boolean updated =
          entry.path("operation").asText().equals("Update")
              && entry.path("subresource").asText().isEmpty();
      if (applied || updated) {
        unite(fields, entry.path("fieldsV1"));
        ours.put("apiVersion", entry.path("apiVersion").asText());
        moved |= updated;
      } else {
        kept.add(entry);
      }
    }
    if (!moved) {
      return Optional.empty();
    }
    ours.put("manager", manager).put("operation", "Apply").put("fieldsType", "FieldsV1");
    kept.add(ours);
    return Optional.of(patch(tree, kept));
  }

  private static String patch(ObjectNode tree, ArrayNode entries) {
    ArrayNode patch = JSON.createArrayNode();
    patch
        .addObject()
        .put("op", "test")
        .put("path", "/metadata/resourceVersion")
        .set("value", tree.path("metadata").path("resourceVersion"));
    patch
        .addObject()
        .put("op", "replace")
        .put("path", "/metadata/managedFields")
        .set("value", entries);
    try {
      return JSON.writeValueAsString(patch);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  private static void unite(ObjectNode into, JsonNode more) {
    for (var member : more.properties()) {
      if (into.get(member.getKey()) instanceof ObjectNode known) {
        unite(known, member.getValue());
      } else {
        into.set(member.getKey(), member.getValue().deepCopy());
      }
    }
  }
}
