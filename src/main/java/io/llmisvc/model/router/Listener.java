package io.llmisvc.model.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.naming.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A listener of a Gateway that speaks HTTP.
 *
 * @param name unique in its Gateway
 * @param hostname empty when it answers for any
 * @param namespaces whose routes it takes
 * @param takesRoutes false when it takes no HTTPRoutes, of whatever namespace
 */
public record Listener(
    String name,
    String scheme,
    int port,
    String hostname,
    AllowedNamespaces namespaces,
    boolean takesRoutes) {

  /** Those that a route means by a reference to the Gateway; empty when there is none that fits. */
  public static List<Listener> of(JsonNode gateway, Parent parent) {
    return StreamSupport.stream(gateway.at("/spec/listeners").spliterator(), false)
        .filter(
            node ->
                parent.section().isEmpty() || node.path("name").asText().equals(parent.section()))
        .filter(node -> parent.port() == 0 || node.path("port").asInt() == parent.port())
        .flatMap(node -> of(node).stream())
        .toList();
  }

  /** Whether a Service lets the listener's port through; one without ports is headless. */
  public boolean isOpenOn(JsonNode service) {
    JsonNode ports = service.at("/spec/ports");
    Stream<JsonNode> all = StreamSupport.stream(ports.spliterator(), false);
    return ports.isEmpty() || all.anyMatch(node -> node.path("port").asInt() == port);
  }

  private static Optional<Listener> of(JsonNode node) {
    JsonNode allowed = node.path("allowedRoutes");
    return scheme(node.path("protocol").asText())
        .map(
            scheme ->
                new Listener(
                    node.path("name").asText(),
                    scheme,
                    node.path("port").asInt(),
                    node.path("hostname").asText(),
                    new AllowedNamespaces(allowed.path("namespaces")),
                    takesRoutes(allowed.path("kinds"))));
  }

  private static boolean takesRoutes(JsonNode kinds) {
    return kinds.isEmpty()
        || StreamSupport.stream(kinds.spliterator(), false)
            .anyMatch(
                kind ->
                    kind.path("kind").asText().equals(Kind.HTTP_ROUTE.kind())
                        && Objects.equals(
                            kind.path("group").asText(Kind.HTTP_ROUTE.group()),
                            Kind.HTTP_ROUTE.group()));
  }

  private static Optional<String> scheme(String protocol) {
    return switch (protocol) {
      case "HTTP" -> Optional.of("http");
      case "HTTPS", "TLS" -> Optional.of("https");
      default -> Optional.empty();
    };
  }
}
