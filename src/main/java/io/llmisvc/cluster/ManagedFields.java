package io.llmisvc.cluster;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who set which fields of a stored object, put right before we apply: an apply removes exactly what
 * was ours and is no longer said. What KServe's controller wrote and what nobody owns is to be ours
 * for that; what anybody else wrote never is.
 */
final class ManagedFields {
  static final String OURS = "llmisvc";

  /**
   * By what names KServe's controller writes: it gives none, so the API server takes that of its
   * binary.
   */
  static final Set<String> KSERVE = Set.of("manager");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode object;
  private final String apiVersion;
  private final List<ObjectNode> others = new ArrayList<>();
  private final ObjectNode ours = JSON.createObjectNode();
  private boolean differs;

  private ManagedFields(ObjectNode object) {
    this.object = object;
    this.apiVersion = object.path("apiVersion").asText();
  }

  /** As stored, but that what KServe's controller set with updates counts as ours. */
  static ManagedFields of(GenericKubernetesResource stored) {
    ManagedFields fields = new ManagedFields(JSON.valueToTree(stored));
    for (JsonNode entry : fields.object.path("metadata").path("managedFields")) {
      if (isOurs(entry) || isKServes(entry)) {
        fields.differs |= isUpdate(entry);
        FieldSets.unite(fields.ours, entry.path("fieldsV1"));
      } else {
        fields.others.add((ObjectNode) entry);
      }
    }
    return fields;
  }

  /**
   * What nobody owns becomes ours: the API server, or a webhook, made it of something that we or
   * others said, and makes it again. Without this it would outlive what it was made of.
   */
  ManagedFields claimUnowned() {
    ObjectNode owned = ours.deepCopy();
    for (ObjectNode entry : others) {
      if (!entry.path("apiVersion").asText().equals(apiVersion)) {
        return this; // its names of fields may be others: what nobody owns cannot be told
      }
      FieldSets.unite(owned, entry.path("fieldsV1"));
    }
    ObjectNode claims = FieldSets.unowned(content(), owned);
    differs |= !claims.isEmpty();
    FieldSets.unite(ours, claims);
    return this;
  }

  /** A field stays as it is although we no longer set it. */
  ManagedFields letGo(String pointer) {
    JsonPointer path = JsonPointer.compile(pointer.replace("/", "/f:"));
    if (ours.at(path.head()) instanceof ObjectNode parent) {
      differs |= parent.remove(path.last().getMatchingProperty()) != null;
    }
    return this;
  }

  /** A merge patch that says so; empty when the object says it already. */
  Optional<String> patch() {
    if (!differs) {
      return Optional.empty();
    }
    ObjectNode patch = JSON.createObjectNode();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.set("resourceVersion", object.at("/metadata/resourceVersion"));
    ArrayNode entries = metadata.putArray("managedFields").addAll(others);
    entries
        .addObject()
        .put("manager", OURS)
        .put("operation", "Apply")
        .put("apiVersion", apiVersion)
        .put("fieldsType", "FieldsV1")
        .set("fieldsV1", ours);
    return Optional.of(text(patch));
  }

  /** What others may default; names, labels and what controllers report is left alone. */
  private ObjectNode content() {
    return object.deepCopy().remove(List.of("apiVersion", "kind", "metadata", "status"));
  }

  private static boolean isOurs(JsonNode entry) {
    return isOfContent(entry) && entry.path("manager").asText().equals(OURS);
  }

  private static boolean isKServes(JsonNode entry) {
    return isOfContent(entry) && isUpdate(entry) && KSERVE.contains(entry.path("manager").asText());
  }

  private static boolean isUpdate(JsonNode entry) {
    return entry.path("operation").asText().equals("Update");
  }

  /** Neither about a status nor about a number of replicas that was set by an autoscaler. */
  private static boolean isOfContent(JsonNode entry) {
    return entry.path("subresource").asText().isEmpty();
  }

  private static String text(JsonNode tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }
}
