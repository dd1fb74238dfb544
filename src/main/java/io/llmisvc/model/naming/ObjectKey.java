package io.llmisvc.model.naming;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Identity of one object in a cluster; the namespace of a cluster-scoped kind is empty. */
public record ObjectKey(Kind kind, String namespace, String name) implements Comparable<ObjectKey> {

  public ObjectKey {
    if (!kind.isNamespaced()) {
      namespace = "";
    }
  }

  /** The key of a complete object, when its kind is one of ours. */
  public static Optional<ObjectKey> of(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return Kind.of(object.path("apiVersion").asText(), object.path("kind").asText())
        .map(
            kind ->
                new ObjectKey(
                    kind, metadata.path("namespace").asText(), metadata.path("name").asText()));
  }

  @Override
  public int compareTo(ObjectKey other) {
    int byKind = kind.compareTo(other.kind);
    int byNamespace = byKind != 0 ? byKind : namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return kind.kind() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
