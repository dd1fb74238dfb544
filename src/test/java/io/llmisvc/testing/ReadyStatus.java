package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.StreamSupport;

/**
 * The status that the controller of Gateways would give an object if all went well at once.
 *
 * <p>Routes and pools are accepted by the Gateways that exist. Pools of both API groups are, when a
 * route of their namespace sends requests to a pool of their name.
 */
final class ReadyStatus {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String CONTROLLER = "llmisvc.dev/simulated-gateway-controller";

  private final KnownObjects known;
  private final String now;

  ReadyStatus(KnownObjects known, String now) {
    this.known = known;
    this.now = now;
  }

  ObjectNode of(LiveObject object) {
    return switch (object.kind().kind()) {
      case "GatewayClass" -> withConditions(object.object(), "Accepted");
      case "Gateway" -> gateway(object);
      case "HTTPRoute" -> route(object);
      case "InferencePool" -> pool(object);
      default -> throw new IllegalArgumentException("no Gateway API: " + object.kind());
    };
  }

  private ObjectNode gateway(LiveObject gateway) {
    ObjectNode status = withConditions(gateway.object(), "Accepted", "Programmed");
    status
        .putArray("addresses")
        .addObject()
        .put("type", "IPAddress")
        .put("value", address(gateway));
    ArrayNode listeners = status.putArray("listeners");
    for (JsonNode listener : gateway.object().at("/spec/listeners")) {
      ObjectNode answer =
          withConditions(gateway.object(), "Accepted", "Programmed", "ResolvedRefs")
              .put("name", listener.path("name").asText())
              .put("attachedRoutes", 0);
      answer
          .putArray("supportedKinds")
          .addObject()
          .put("group", "gateway.networking.k8s.io")
          .put("kind", "HTTPRoute");
      listeners.add(answer);
    }
    return status;
  }

  private ObjectNode route(LiveObject route) {
    ObjectNode status = JSON.objectNode();
    ArrayNode parents = status.putArray("parents");
    for (JsonNode parent : route.object().at("/spec/parentRefs")) {
      String namespace = parent.path("namespace").asText(route.namespace());
      if (known.exists("Gateway", namespace, parent.path("name").asText())) {
        ObjectNode answer = withConditions(route.object(), "Accepted", "ResolvedRefs");
        answer.set("parentRef", parent.deepCopy());
        parents.add(answer.put("controllerName", CONTROLLER));
      }
    }
    return status;
  }

  private ObjectNode pool(LiveObject pool) {
    boolean isStable = pool.kind().version().equals("v1");
    ObjectNode status = JSON.objectNode();
    ArrayNode parents = status.putArray(isStable ? "parents" : "parent");
    known.ofKind("HTTPRoute").stream()
        .filter(route -> leadsTo(route, pool))
        .flatMap(route -> KnownObjects.gatewaysOf(route).stream())
        .map(ReadyStatus::name)
        .distinct()
        .filter(g -> known.exists("Gateway", g.namespace(), g.name()))
        .forEach(g -> parents.add(acceptedBy(g, pool, isStable)));
    return status;
  }

  private record Name(String namespace, String name) {}

  private static Name name(ObjectNode reference) {
    return new Name(reference.path("namespace").asText(), reference.path("name").asText());
  }

  private ObjectNode acceptedBy(Name gateway, LiveObject pool, boolean isStable) {
    ObjectNode answer = withConditions(pool.object(), "Accepted", "ResolvedRefs");
    answer
        .putObject("parentRef")
        .put("group", "gateway.networking.k8s.io")
        .put("kind", "Gateway")
        .put("namespace", gateway.namespace())
        .put("name", gateway.name());
    return isStable ? answer.put("controllerName", CONTROLLER) : answer;
  }

  private static boolean leadsTo(LiveObject route, LiveObject pool) {
    return route.namespace().equals(pool.namespace())
        && StreamSupport.stream(route.object().at("/spec/rules").spliterator(), false)
            .flatMap(rule -> StreamSupport.stream(rule.path("backendRefs").spliterator(), false))
            .anyMatch(
                backend ->
                    backend.path("kind").asText().equals("InferencePool")
                        && backend.path("name").asText().equals(pool.name()));
  }

  private ObjectNode withConditions(ObjectNode object, String... types) {
    ObjectNode status = JSON.objectNode();
    ArrayNode conditions = status.putArray("conditions");
    for (String type : types) {
      conditions
          .addObject()
          .put("type", type)
          .put("status", "True")
          .put("reason", type)
          .put("message", "simulated")
          .put("observedGeneration", generation(object))
          .put("lastTransitionTime", now);
    }
    return status;
  }

  /** From a range that is reserved for documentation. */
  private static String address(LiveObject gateway) {
    int hash = (gateway.namespace() + "/" + gateway.name()).hashCode();
    return "203.0.113." + (1 + Math.floorMod(hash, 254));
  }

  private static long generation(ObjectNode object) {
    return object.at("/metadata/generation").asLong();
  }
}
