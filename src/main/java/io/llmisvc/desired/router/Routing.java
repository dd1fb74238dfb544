package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpec;
import io.llmisvc.api.router.GatewayObjectReference;
import io.llmisvc.api.router.GatewayRoutesSpec;
import io.llmisvc.api.router.GatewaySpec;
import io.llmisvc.api.router.HTTPRouteSource;
import io.llmisvc.api.router.RouterSpec;
import io.llmisvc.api.router.SchedulerSpec;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.desired.scheduler.SchedulerDesired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One service's {@code spec.router}, with what is absent as empty. */
record Routing(EffectiveSpec effective, Settings settings, ServiceChildren children) {
  static final String INVALID = "RefsInvalid";

  private static final String COMPONENT = "llminferenceservice-router";

  ServiceMeta service() {
    return children.service();
  }

  Facts facts() {
    return children.facts();
  }

  Map<String, String> labels() {
    return Labels.of(COMPONENT, service());
  }

  @Nullable GatewayRoutesSpec route() {
    RouterSpec router = effective.spec().router();
    return router == null ? null : router.route();
  }

  @Nullable SchedulerSpec scheduler() {
    RouterSpec router = effective.spec().router();
    return router == null ? null : router.scheduler();
  }

  /** Whether the route's default pool references point to a pool that the operator manages. */
  boolean hasManagedPool() {
    SchedulerSpec scheduler = scheduler();
    return scheduler != null && SchedulerDesired.poolRef(scheduler).isEmpty();
  }

  List<GatewayObjectReference> gatewayRefs() {
    RouterSpec router = effective.spec().router();
    GatewaySpec gateway = router == null ? null : router.gateway();
    return gateway == null ? List.of() : gateway.refs();
  }

  List<NamespacedName> gateways() {
    return gatewayRefs().stream()
        .map(ref -> named(ref.namespace(), Objects.requireNonNullElse(ref.name(), "")))
        .toList();
  }

  /** The user's own routes. */
  List<NamespacedName> routes() {
    HTTPRouteSource http = http();
    List<LocalObjectReference> refs = http == null ? List.of() : http.refs();
    return refs.stream()
        .map(ref -> named(null, Objects.requireNonNullElse(ref.getName(), "")))
        .toList();
  }

  /** The spec of the managed route; absent when none is wanted. */
  @Nullable HTTPRouteSpec managedRoute() {
    HTTPRouteSource http = http();
    return http == null || !http.refs().isEmpty() ? null : http.spec();
  }

  /** The same as it was written, with what is empty as empty. */
  Optional<ObjectNode> managedRouteTree() {
    return Optional.ofNullable(managedRoute())
        .map(spec -> effective.tree().at("/router/route/http/spec"))
        .map(ObjectNode.class::cast);
  }

  /** An object in the service's namespace unless it says otherwise. */
  NamespacedName named(@Nullable String namespace, String name) {
    return new NamespacedName(
        namespace == null || namespace.isEmpty() ? service().namespace() : namespace, name);
  }

  private @Nullable HTTPRouteSource http() {
    GatewayRoutesSpec route = route();
    return route == null ? null : route.http();
  }
}
