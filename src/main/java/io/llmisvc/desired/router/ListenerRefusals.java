package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.facts.Lookup;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.router.AllowedNamespaces;
import io.llmisvc.model.router.Hostnames;
import io.llmisvc.model.router.Listener;
import io.llmisvc.model.router.Parent;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Gateways that exist and will not take a route, by what their listeners say; told before they are
 * asked. The route is written all the same: it works as soon as its Gateway lets it. The reasons
 * are those that Gateways give.
 */
final class ListenerRefusals {
  private static final String NOT_ALLOWED = "NotAllowedByListeners";
  private static final String NO_COMMON_HOST = "NoMatchingListenerHostname";

  private final Routing routing;
  private final UsedRoute route;

  private ListenerRefusals(Routing routing, UsedRoute route) {
    this.routing = routing;
    this.route = route;
  }

  static List<Finding> findings(Routing routing, UsedRoute route) {
    ListenerRefusals refusals = new ListenerRefusals(routing, route);
    return route.gateways().stream().flatMap(parent -> refusals.of(parent).stream()).toList();
  }

  private Optional<Finding> of(Parent parent) {
    if (isOwn(parent.name())) {
      return Optional.empty();
    }
    NamespacedName name = parent.name();
    return routing
        .facts()
        .find(Kind.GATEWAY, name.namespace(), name.name())
        .found()
        .flatMap(gateway -> of(parent, gateway));
  }

  private boolean isOwn(NamespacedName gateway) {
    return gateway.equals(routing.service().named(null, ChildRole.GATEWAY.name(routing.service())));
  }

  private Optional<Finding> of(Parent parent, JsonNode gateway) {
    if (gateway.at("/spec/listeners").isEmpty()) {
      return Optional.empty(); // every Gateway has one: this one is known by its name only
    }
    List<Listener> meant = Listener.of(gateway, parent);
    if (meant.isEmpty()) {
      return Optional.of(finding(parent, ChildRole.ROUTE.failureReason(), deaf(parent, gateway)));
    }
    List<Listener> taking = meant.stream().filter(Listener::takesRoutes).toList();
    if (taking.isEmpty()) {
      return Optional.of(
          finding(
              parent,
              NOT_ALLOWED,
              "takes no HTTPRoutes at %s; add HTTPRoute to allowedRoutes.kinds there, or %s"
                  .formatted(names(meant), elsewhere())));
    }
    List<Listener> open = taking.stream().filter(isOpenFor(parent)).toList();
    if (open.isEmpty()) {
      return Optional.of(finding(parent, NOT_ALLOWED, closed(taking)));
    }
    List<String> hosts = Hostnames.of(route.object());
    return open.stream().anyMatch(listener -> Hostnames.meet(hosts, listener.hostname()))
        ? Optional.empty()
        : Optional.of(finding(parent, NO_COMMON_HOST, strange(hosts, open)));
  }

  private Predicate<Listener> isOpenFor(Parent parent) {
    return listener ->
        listener.namespaces().allow(parent.name().namespace(), namespace(), this::namespaceObject)
            != AllowedNamespaces.Answer.NO;
  }

  /** Not asked for by an operator that may look into some namespaces only. */
  private Lookup namespaceObject() {
    return routing.settings().isNamespaced()
        ? new Lookup.Unknown()
        : routing.facts().find(Kind.NAMESPACE, "", namespace());
  }

  private String namespace() {
    return route.name().namespace();
  }

  private static String deaf(Parent parent, JsonNode gateway) {
    String which = parent.section().isEmpty() ? "" : " " + parent.section();
    String where = parent.port() == 0 ? "" : " on port " + parent.port();
    String others =
        StreamSupport.stream(gateway.at("/spec/listeners").spliterator(), false)
            .map(
                listener ->
                    "%s (%s %s)"
                        .formatted(
                            listener.path("name").asText(),
                            listener.path("protocol").asText(),
                            listener.path("port").asText()))
            .collect(Collectors.joining(", "));
    return "has no listener%s for HTTP, HTTPS or TLS%s; it has %s".formatted(which, where, others);
  }

  private String closed(List<Listener> listeners) {
    String rules =
        listeners.stream()
            .map(listener -> listener.namespaces().toString())
            .distinct()
            .collect(Collectors.joining(", and "));
    return "allows %s; allow namespace %s in allowedRoutes.namespaces of %s, or %s"
        .formatted(rules, namespace(), names(listeners), elsewhere());
  }

  private static String strange(List<String> hosts, List<Listener> listeners) {
    return ("answers for %s only, not for %s; give the route a hostname of these, or the Gateway a"
            + " listener for it")
        .formatted(
            listeners.stream()
                .map(Listener::hostname)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ")),
            String.join(", ", hosts));
  }

  private static String names(List<Listener> listeners) {
    return (listeners.size() == 1 ? "listener " : "one of the listeners ")
        + listeners.stream().map(Listener::name).collect(Collectors.joining(", "));
  }

  private String elsewhere() {
    return route.isManaged()
        ? "name a Gateway that does in spec.router.gateway.refs"
        : "attach the route to a Gateway that does";
  }

  private Finding finding(Parent parent, String reason, String problem) {
    return Finding.error(
        Subject.ROUTE,
        reason,
        path(parent),
        route.said("Gateway " + parent.name() + " " + problem));
  }

  private String path(Parent parent) {
    if (!route.isManaged()) {
      return route.place();
    }
    if (!routing.gateways().isEmpty()) {
      return "spec.router.gateway.refs";
    }
    return parent.name().equals(routing.settings().ingress().defaultGateway())
        ? "spec.router.gateway"
        : "spec.router.route.http.spec.parentRefs";
  }
}
