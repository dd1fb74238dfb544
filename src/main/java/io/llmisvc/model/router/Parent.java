package io.llmisvc.model.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;

/**
 * What a route attaches to, with every default filled in, so that equal means the same place.
 *
 * @param section empty when the whole of it is meant
 * @param port 0 when any is meant
 */
public record Parent(String group, String kind, NamespacedName name, String section, int port) {

  /** Reads a {@code parentRef} of a route or of a route's status. */
  public static Parent of(JsonNode ref, String routeNamespace) {
    return new Parent(
        ref.path("group").asText(Kind.GATEWAY.group()),
        ref.path("kind").asText(Kind.GATEWAY.kind()),
        new NamespacedName(ref.path("namespace").asText(routeNamespace), ref.path("name").asText()),
        ref.path("sectionName").asText(),
        ref.path("port").asInt());
  }

  public boolean isGateway() {
    return group.equals(Kind.GATEWAY.group()) && kind.equals(Kind.GATEWAY.kind());
  }

  @Override
  public String toString() {
    return kind + " " + name + (section.isEmpty() ? "" : " listener " + section);
  }
}
