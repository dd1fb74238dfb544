package io.llmisvc.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between the client's objects and the trees of the core. */
final class ClientTrees {
  private static final ObjectMapper JSON =
      new ObjectMapper().setSerializationInclusion(JsonInclude.Include.NON_NULL);

  private ClientTrees() {}

  /** The object as a tree, without the bookkeeping of field managers. */
  static ObjectNode of(HasMetadata object) {
    return withoutManagers(JSON.valueToTree(object));
  }

  /** What the API server answered, without the bookkeeping of field managers. */
  static ObjectNode parse(String answer) {
    return withoutManagers((ObjectNode) RawJson.parse(answer.getBytes(StandardCharsets.UTF_8)));
  }

  private static ObjectNode withoutManagers(ObjectNode tree) {
    if (tree.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    return tree;
  }

  /** A new tree of an object of one of our kinds, without the bookkeeping of field managers. */
  static ObjectNode of(Stored object) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("apiVersion", object.getApiVersion()).put("kind", object.getKind());
    tree.set("metadata", JSON.valueToTree(object.getMetadata()));
    set(tree, "spec", object.getSpec());
    set(tree, "status", object.getStatus());
    return tree;
  }

  /** A part of a stored object as a record; absent when it is not what the record says. */
  static <T> Optional<T> bind(@Nullable RawJson part, Class<T> type) {
    if (part == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.treeToValue(part.tree(), type));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // not what we write: as good as nothing
    }
  }

  private static void set(ObjectNode tree, String member, @Nullable RawJson part) {
    if (part != null) {
      tree.set(member, part.tree());
    }
  }

  static GenericKubernetesResource resource(ObjectNode tree) {
    return JSON.convertValue(tree, GenericKubernetesResource.class);
  }

  static String text(ObjectNode tree, String... path) {
    var node = tree.path(path[0]);
    for (int i = 1; i < path.length; i++) {
      node = node.path(path[i]);
    }
    return node.asText();
  }
}
