package io.llmisvc.model.router;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.llmisvc.api.router.GatewayRoutesSpec;
import io.llmisvc.api.router.HTTPRouteSource;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whose HTTPRoutes lead to a service. */
public sealed interface RouteSource {

  /** The routes that the service refers to. */
  default List<NamespacedName> references() {
    return List.of();
  }

  /** No route is wanted. */
  record None() implements RouteSource {}

  /** Routes of the user's own; at least one. */
  record Referenced(List<NamespacedName> references) implements RouteSource {
    public Referenced {
      references = List.copyOf(references);
    }
  }

  /**
   * A route is made for the service.
   *
   * @param spec as it was written, with what is empty as empty; absent when no config gives one
   * @param parents of that spec
   * @param group shares the traffic of its services; empty for none
   * @param weight the service's share of it
   */
  record Managed(@Nullable ObjectNode spec, List<ParentReference> parents, String group, int weight)
      implements RouteSource {
    public Managed {
      parents = List.copyOf(parents);
    }
  }

  static RouteSource of(@Nullable GatewayRoutesSpec route, ObjectNode tree, ServiceMeta service) {
    if (route == null) {
      return new None();
    }
    HTTPRouteSource http = route.http();
    if (http != null && !http.refs().isEmpty()) {
      return new Referenced(
          http.refs().stream().map(ref -> service.named(null, ref.getName())).toList());
    }
    return new Managed(
        tree.at("/router/route/http/spec") instanceof ObjectNode spec ? spec : null,
        http == null || http.spec() == null ? List.of() : http.spec().getParentRefs(),
        Objects.requireNonNullElse(route.group(), ""),
        Objects.requireNonNullElse(route.weight(), 0));
  }
}
