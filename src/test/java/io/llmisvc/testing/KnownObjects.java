package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest state of everything that is watched. For one thread. */
final class KnownObjects {
  private final Map<String, LiveObject> byUid = new LinkedHashMap<>();

  void put(LiveObject object) {
    byUid.put(object.uid(), object);
  }

  void remove(LiveObject object) {
    byUid.remove(object.uid());
  }

  Optional<LiveObject> current(LiveObject object) {
    return Optional.ofNullable(byUid.get(object.uid()));
  }

  List<LiveObject> ofKind(String kind) {
    List<LiveObject> found = new ArrayList<>();
    for (LiveObject known : byUid.values()) {
      if (known.kind().kind().equals(kind)) {
        found.add(known);
      }
    }
    return found;
  }

  /** Whether an object of a kind exists, whatever its API version. */
  boolean exists(String kind, String namespace, String name) {
    return ofKind(kind).stream()
        .anyMatch(known -> known.namespace().equals(namespace) && known.name().equals(name));
  }

  /** The Gateways among the parents of a route: references with their namespace filled in. */
  static List<ObjectNode> gatewaysOf(LiveObject route) {
    List<ObjectNode> gateways = new ArrayList<>();
    for (JsonNode parent : route.object().at("/spec/parentRefs")) {
      if (parent.path("kind").asText("Gateway").equals("Gateway")
          && parent instanceof ObjectNode reference) {
        gateways.add(
            reference
                .deepCopy()
                .put("namespace", reference.path("namespace").asText(route.namespace())));
      }
    }
    return gateways;
  }
}
