package io.llmisvc.status.address;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.Settings;
import java.util.List;
import java.util.stream.StreamSupport;

/** The hosts under which one Gateway answers for one route. */
public record Hosts(Settings settings, Route route, JsonNode gateway) {
  /** Label that implementations put on the Service of a Gateway. */
  public static final String GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";

  /**
   * Hosts of the route, else of the listener, else of the Gateway's addresses, sorted. None before
   * the Gateway has an address.
   */
  public List<String> external(Listener listener) {
    if (gateway.at("/status/addresses").isEmpty()) {
      return List.of();
    }
    List<String> named = texts(route.object().at("/spec/hostnames"));
    if (!named.isEmpty()) {
      return named;
    }
    if (!listener.hostname().isEmpty()) {
      return List.of(concrete(listener.hostname()));
    }
    return StreamSupport.stream(gateway.at("/status/addresses").spliterator(), false)
        .map(address -> address.path("value").asText())
        .filter(value -> !value.isEmpty())
        .sorted()
        .toList();
  }

  public static String internal(Settings settings, JsonNode service) {
    JsonNode metadata = service.path("metadata");
    return "%s.%s.svc.%s"
        .formatted(
            metadata.path("name").asText(),
            metadata.path("namespace").asText(),
            settings.clusterDomain());
  }

  private List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .filter(host -> !host.isEmpty() && !host.equals("*"))
        .map(this::concrete)
        .sorted()
        .toList();
  }

  /** One host that a wildcard stands for. */
  private String concrete(String hostname) {
    return hostname.startsWith("*.")
        ? settings.wildcardHostname() + hostname.substring(1)
        : hostname;
  }
}
