package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;

/** The backends of a route that are InferencePools. */
final class PoolRefs {
  private PoolRefs() {}

  /**
   * Changes the group of a route's backends that are this pool. Backends of the user's own, which
   * have other names, stay in the group they were given.
   */
  static void moveTo(PoolGroup group, String pool, ObjectNode spec) {
    for (JsonNode rule : spec.path("rules")) {
      for (JsonNode backend : rule.path("backendRefs")) {
        if (isPool(backend, pool)) {
          ((ObjectNode) backend).put("group", group.group());
        }
      }
    }
  }

  /** Whether a backend of a live route is a pool in the group of this kind. */
  static boolean names(JsonNode route, Kind kind) {
    for (JsonNode rule : route.path("spec").path("rules")) {
      for (JsonNode backend : rule.path("backendRefs")) {
        if (backend.path("kind").asText().equals(kind.kind())
            && backend.path("group").asText().equals(kind.group())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isPool(JsonNode backend, String pool) {
    return backend.path("kind").asText().equals(Kind.INFERENCE_POOL.kind())
        && backend.path("name").asText().equals(pool);
  }
}
