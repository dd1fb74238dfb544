package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The newest state of everything that is watched, and who owns whom. For one thread. */
final class KnownObjects {
  private final Map<String, Known> byUid = new LinkedHashMap<>();
  private final Map<String, Set<String>> owned = new HashMap<>();
  private final Set<String> gone = new HashSet<>();

  record Known(ServedKind kind, ObjectNode object) {
    String name() {
      return object.at("/metadata/name").asText();
    }

    String namespace() {
      return object.at("/metadata/namespace").asText();
    }

    String uid() {
      return object.at("/metadata/uid").asText();
    }

    private Stream<String> owners() {
      return StreamSupport.stream(object.at("/metadata/ownerReferences").spliterator(), false)
          .map(owner -> owner.path("uid").asText());
    }
  }

  void put(Known object) {
    byUid.put(object.uid(), object);
    object
        .owners()
        .forEach(owner -> owned.computeIfAbsent(owner, o -> new HashSet<>()).add(object.uid()));
  }

  /** The objects that have no owner left now. */
  List<Known> remove(Known object) {
    byUid.remove(object.uid());
    gone.add(object.uid());
    Set<String> dependents = owned.getOrDefault(object.uid(), Set.of());
    owned.remove(object.uid());
    return dependents.stream()
        .flatMap(uid -> Optional.ofNullable(byUid.get(uid)).stream())
        .filter(this::isOrphan)
        .toList();
  }

  /** Whether it has owners and all of them were seen going. */
  boolean isOrphan(Known object) {
    List<String> owners = object.owners().toList();
    return !owners.isEmpty() && gone.containsAll(owners);
  }

  Optional<Known> current(Known object) {
    return Optional.ofNullable(byUid.get(object.uid()));
  }

  List<Known> ofKind(String kind) {
    List<Known> found = new ArrayList<>();
    for (Known known : byUid.values()) {
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
  static List<ObjectNode> gatewaysOf(Known route) {
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
