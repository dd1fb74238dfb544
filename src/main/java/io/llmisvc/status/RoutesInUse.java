package io.llmisvc.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.facts.Lookup;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.router.Parent;
import io.llmisvc.status.address.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The routes in use and what is known of the Gateways that they attach to.
 *
 * @param routes the managed route, or those that the service refers to and that are there
 * @param referenced what is known of each route that the service refers to
 */
record RoutesInUse(
    StatusContext context, List<Route> routes, Map<NamespacedName, Lookup> referenced) {

  static RoutesInUse of(StatusContext context) {
    Map<NamespacedName, Lookup> referenced = new TreeMap<>();
    if (!context.isStopped()) {
      context
          .router()
          .route()
          .references()
          .forEach(name -> referenced.put(name, route(context, name)));
    }
    Stream<ObjectNode> managed = referenced.isEmpty() ? managed(context).stream() : Stream.empty();
    Stream<ObjectNode> theirs = referenced.values().stream().flatMap(r -> r.found().stream());
    List<Route> routes = Stream.concat(managed, theirs).map(Route::of).toList();
    return new RoutesInUse(context, routes, referenced);
  }

  /** Whether the spec asks for a route. */
  boolean isWanted() {
    return context.router().isRouted();
  }

  /** Whether it cannot be said yet where requests go. */
  boolean isUndecided() {
    return context.spec().isEmpty()
        || referenced.values().stream().anyMatch(Lookup.Unknown.class::isInstance);
  }

  /** The distinct Gateways of all routes, sorted. */
  List<NamespacedName> gateways() {
    return routes.stream()
        .flatMap(route -> route.parents().stream())
        .map(Parent::name)
        .distinct()
        .sorted()
        .toList();
  }

  Lookup gateway(NamespacedName name) {
    ObjectKey key = new ObjectKey(Kind.GATEWAY, name.namespace(), name.name());
    boolean ours =
        context
            .plan()
            .child(ChildRole.GATEWAY)
            .filter(child -> child.key().equals(key))
            .isPresent();
    if (!ours) {
      return context.facts().find(Kind.GATEWAY, name.namespace(), name.name());
    }
    Optional<ObjectNode> live = context.live(key);
    return live.isPresent() ? new Lookup.Found(live.get()) : new Lookup.Unknown();
  }

  /** The managed route as planned; as it stands when the plan could not decide on it. */
  private static Optional<ObjectNode> managed(StatusContext context) {
    return context
        .plan()
        .child(ChildRole.ROUTE)
        .map(Child::object)
        .or(() -> context.standing(ChildRole.ROUTE).flatMap(context::live));
  }

  private static Lookup route(StatusContext context, NamespacedName name) {
    return context.facts().find(Kind.HTTP_ROUTE, name.namespace(), name.name());
  }
}
