package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the gateways of a live route make of the kind of its backends. */
enum PoolVerdict {
  /** At least one knows the kind, whether or not it found the object. */
  SUPPORTED,
  /** All that said something do not know the kind. */
  REJECTED,
  UNKNOWN;

  static PoolVerdict of(JsonNode route) {
    List<Parent> parents = new ArrayList<>();
    for (JsonNode parent : route.path("spec").path("parentRefs")) {
      parents.add(Parent.of(route, parent));
    }
    List<Boolean> refusals = new ArrayList<>();
    for (JsonNode status : route.path("status").path("parents")) {
      boolean isCurrent =
          parents.isEmpty() || parents.contains(Parent.of(route, status.path("parentRef")));
      if (isCurrent) {
        resolvedRefs(status).map(PoolVerdict::isRefusal).ifPresent(refusals::add);
      }
    }
    if (refusals.isEmpty()) {
      return UNKNOWN;
    }
    return refusals.contains(false) ? SUPPORTED : REJECTED;
  }

  private static Optional<JsonNode> resolvedRefs(JsonNode status) {
    return StreamSupport.stream(status.path("conditions").spliterator(), false)
        .filter(condition -> condition.path("type").asText().equals("ResolvedRefs"))
        .findFirst();
  }

  private static boolean isRefusal(JsonNode resolvedRefs) {
    return resolvedRefs.path("status").asText().equals("False")
        && resolvedRefs.path("reason").asText().equals("InvalidKind");
  }

  /** A parent reference with its defaults, so that two of them can be compared. */
  private record Parent(
      String group, String kind, String namespace, String name, String section, int port) {

    static Parent of(JsonNode route, JsonNode reference) {
      ParentReference ref = Trees.read(reference, ParentReference.class);
      return new Parent(
          Objects.requireNonNullElse(ref.getGroup(), Kind.GATEWAY.group()),
          Objects.requireNonNullElse(ref.getKind(), Kind.GATEWAY.kind()),
          Objects.requireNonNullElse(
              ref.getNamespace(), route.path("metadata").path("namespace").asText()),
          Objects.requireNonNullElse(ref.getName(), ""),
          Objects.requireNonNullElse(ref.getSectionName(), ""),
          Objects.requireNonNullElse(ref.getPort(), 0));
    }
  }
}
