package io.llmisvc.status.address;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A listener of a Gateway that speaks HTTP.
 *
 * @param hostname empty when it answers for any
 */
public record Listener(String scheme, int port, String hostname) {

  /** The listener of that name, or all when none is named; empty when there is none that fits. */
  public static List<Listener> of(JsonNode gateway, String section) {
    return StreamSupport.stream(gateway.at("/spec/listeners").spliterator(), false)
        .filter(node -> section.isEmpty() || node.path("name").asText().equals(section))
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
    return scheme(node.path("protocol").asText())
        .map(
            scheme ->
                new Listener(scheme, node.path("port").asInt(), node.path("hostname").asText()));
  }

  private static Optional<String> scheme(String protocol) {
    return switch (protocol) {
      case "HTTP" -> Optional.of("http");
      case "HTTPS", "TLS" -> Optional.of("https");
      default -> Optional.empty();
    };
  }
}
