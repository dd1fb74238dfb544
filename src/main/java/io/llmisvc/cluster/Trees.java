package io.llmisvc.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Between the client's objects and the trees of the core. */
final class Trees {
  private static final ObjectMapper JSON =
      new ObjectMapper().setSerializationInclusion(JsonInclude.Include.NON_NULL);

  private Trees() {}

  /** The object as a tree, without the bookkeeping of field managers. */
  static ObjectNode of(HasMetadata object) {
    ObjectNode tree = JSON.valueToTree(object);
    if (tree.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    return tree;
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
