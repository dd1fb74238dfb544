package io.llmisvc.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.util.LinkedHashSet;
import java.util.Set;

/** The Gateways, routes and pools that a service uses, its own and those of others. */
final class TrafficReferences {
  private TrafficReferences() {}

  /** By its status. */
  static Set<ObjectKey> of(ObjectNode service) {
    String own = service.path("metadata").path("namespace").asText();
    JsonNode router = service.path("status").path("router");
    Set<ObjectKey> keys = new LinkedHashSet<>();
    for (JsonNode gateway : router.path("gateways")) {
      keys.add(key(Kind.GATEWAY, gateway, own));
      for (JsonNode route : gateway.path("httpRoutes")) {
        keys.add(key(Kind.HTTP_ROUTE, route, own));
      }
    }
    JsonNode pool = router.path("scheduler").path("inferencePool");
    if (pool.has("name")) {
      boolean isOld =
          pool.path("apiVersion").asText().startsWith(Kind.INFERENCE_POOL_V1ALPHA2.group());
      keys.add(key(isOld ? Kind.INFERENCE_POOL_V1ALPHA2 : Kind.INFERENCE_POOL, pool, own));
    }
    return keys;
  }

  private static ObjectKey key(Kind kind, JsonNode reference, String namespace) {
    return new ObjectKey(
        kind, reference.path("namespace").asText(namespace), reference.path("name").asText());
  }
}
