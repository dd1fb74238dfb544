package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRefBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRuleBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpecBuilder;
import io.llmisvc.model.Kind;
import java.util.List;

/** The backends of a route that are InferencePools. */
final class PoolRefs {
  private PoolRefs() {}

  /** Backends of the user's own, which have other names, stay in the group they were given. */
  static HTTPRouteSpec inGroup(HTTPRouteSpec spec, String pool, PoolGroup group) {
    List<HTTPRouteRule> rules =
        spec.getRules().stream().map(rule -> inGroup(rule, pool, group)).toList();
    return new HTTPRouteSpecBuilder(spec).withRules(rules).build();
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

  private static HTTPRouteRule inGroup(HTTPRouteRule rule, String pool, PoolGroup group) {
    List<HTTPBackendRef> backends =
        rule.getBackendRefs().stream()
            .map(
                backend ->
                    isPool(backend, pool)
                        ? new HTTPBackendRefBuilder(backend).withGroup(group.group()).build()
                        : backend)
            .toList();
    return new HTTPRouteRuleBuilder(rule).withBackendRefs(backends).build();
  }

  private static boolean isPool(HTTPBackendRef backend, String pool) {
    return Kind.INFERENCE_POOL.kind().equals(backend.getKind()) && pool.equals(backend.getName());
  }
}
