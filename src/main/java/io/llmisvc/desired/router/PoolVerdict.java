package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.router.Parent;
import java.util.ArrayList;
import java.util.List;
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
    String namespace = route.path("metadata").path("namespace").asText();
    List<Parent> parents = new ArrayList<>();
    for (JsonNode parent : route.path("spec").path("parentRefs")) {
      parents.add(Parent.of(parent, namespace));
    }
    List<Boolean> refusals = new ArrayList<>();
    for (JsonNode status : route.path("status").path("parents")) {
      boolean isCurrent =
          parents.isEmpty() || parents.contains(Parent.of(status.path("parentRef"), namespace));
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
}
