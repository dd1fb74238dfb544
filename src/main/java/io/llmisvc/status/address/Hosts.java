package io.llmisvc.status.address;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.Settings;
import io.llmisvc.model.router.Hostnames;
import io.llmisvc.model.router.Listener;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The hosts under which one Gateway answers for one route. */
public record Hosts(Settings settings, Route route, JsonNode gateway) {
  /** Label that implementations put on the Service of a Gateway. */
  public static final String GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";

  /** Types of addresses whose values can be hosts; other types are names in somebody's words. */
  private static final Set<String> HOSTS = Set.of("IPAddress", "Hostname");

  /**
   * Hosts of the route as far as the listener answers for them, else of the listener, else of the
   * Gateway's addresses, sorted. None before the Gateway has an address.
   */
  public List<String> external(Listener listener) {
    if (gateway.at("/status/addresses").isEmpty()) {
      return List.of();
    }
    List<String> names = Hostnames.of(route.object());
    if (names.isEmpty() && listener.hostname().isEmpty()) {
      return addresses();
    }
    return Hostnames.common(names, listener.hostname()).stream()
        .map(this::concrete)
        .distinct()
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

  private List<String> addresses() {
    return StreamSupport.stream(gateway.at("/status/addresses").spliterator(), false)
        .filter(address -> HOSTS.contains(address.path("type").asText("IPAddress")))
        .map(address -> address.path("value").asText())
        .filter(value -> !value.isEmpty())
        .sorted()
        .toList();
  }

  /** One host that a wildcard stands for. */
  private String concrete(String hostname) {
    return Hostnames.isWildcard(hostname)
        ? settings.wildcardHostname() + hostname.substring(1)
        : hostname;
  }
}
