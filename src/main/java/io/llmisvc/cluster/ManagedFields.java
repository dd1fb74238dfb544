package io.llmisvc.cluster;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/**
 * Which fields of a child are ours. What another controller of the service wrote before with
 * updates becomes ours, so that what we no longer set is removed by the next apply; a field that is
 * to stay as it is although we no longer set it is let go of before.
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
      boolean applied = isApplied(entry, manager);
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

  /** A JSON patch after which we no longer own a field; empty when we do not own it anyway. */
  static Optional<String> letGo(GenericKubernetesResource live, String manager, String pointer) {
    ObjectNode tree = JSON.valueToTree(live);
    String field = pointer.replace("/", "/f:");
    JsonPointer path = JsonPointer.compile(field);
    ArrayNode entries = JSON.createArrayNode();
    boolean owned = false;
    for (JsonNode entry : tree.path("metadata").path("managedFields")) {
      JsonNode parent = entry.path("fieldsV1").at(path.head());
      if (isApplied(entry, manager) && parent instanceof ObjectNode fields) {
        owned |= fields.remove(path.last().getMatchingProperty()) != null;
      }
      entries.add(entry);
    }
    return owned ? Optional.of(patch(tree, entries)) : Optional.empty();
  }

  private static boolean isApplied(JsonNode entry, String manager) {
    return entry.path("operation").asText().equals("Apply")
        && entry.path("manager").asText().equals(manager);
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
