package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.facts.Lookup;
import io.llmisvc.model.naming.Kind;
import java.util.Optional;

/**
 * Somebody else's pool, in the API group in which there is one; in v1 when it is in both or in
 * neither.
 */
record ReferencedPool(Kind kind, Lookup lookup) {

  static ReferencedPool of(StatusContext context, String name) {
    ReferencedPool pool = of(context, Kind.INFERENCE_POOL, name);
    if (!pool.lookup.isAbsent()) {
      return pool;
    }
    ReferencedPool older = of(context, Kind.INFERENCE_POOL_V1ALPHA2, name);
    return older.lookup.isAbsent() ? pool : older;
  }

  /** The name of its picker; a pool may have none. */
  Optional<String> picker() {
    return lookup
        .found()
        .map(pool -> (JsonNode) pool.path("spec"))
        .map(
            spec ->
                kind == Kind.INFERENCE_POOL
                    ? spec.path("endpointPickerRef")
                    : spec.path("extensionRef"))
        .map(picker -> picker.path("name").asText())
        .filter(name -> !name.isEmpty());
  }

  private static ReferencedPool of(StatusContext context, Kind kind, String name) {
    return new ReferencedPool(
        kind, context.facts().find(kind, context.service().namespace(), name));
  }
}
