package io.llmisvc.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** An object as the API server had it last. */
public record LiveObject(ServedKind kind, ObjectNode object) {
  public String name() {
    return object.at("/metadata/name").asText();
  }

  /** Empty for an object of the cluster. */
  public String namespace() {
    return object.at("/metadata/namespace").asText();
  }

  public String uid() {
    return object.at("/metadata/uid").asText();
  }

  /** The uids of its owners. */
  public List<String> owners() {
    return StreamSupport.stream(object.at("/metadata/ownerReferences").spliterator(), false)
        .map(owner -> owner.path("uid").asText())
        .toList();
  }
}
