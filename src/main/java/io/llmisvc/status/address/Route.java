package io.llmisvc.status.address;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.router.Parent;
import java.util.List;
import java.util.stream.StreamSupport;

/** An HTTPRoute that brings requests to the service, as its writer wants it. */
public record Route(NamespacedName name, ObjectNode object) {

  public static Route of(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    return new Route(
        new NamespacedName(metadata.path("namespace").asText(), metadata.path("name").asText()),
        object);
  }

  /** The Gateways that the route attaches to; other kinds of parents carry no requests for us. */
  public List<Parent> parents() {
    return allParents().stream().filter(Parent::isGateway).toList();
  }

  public List<Parent> allParents() {
    return StreamSupport.stream(object.at("/spec/parentRefs").spliterator(), false)
        .map(ref -> Parent.of(ref, name.namespace()))
        .toList();
  }
}
