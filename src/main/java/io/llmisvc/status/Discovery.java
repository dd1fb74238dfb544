package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.facts.Lookup;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.router.AllowedNamespaces;
import io.llmisvc.model.router.Hostnames;
import io.llmisvc.model.router.Listener;
import io.llmisvc.model.router.Parent;
import io.llmisvc.status.address.Endpoint;
import io.llmisvc.status.address.Hosts;
import io.llmisvc.status.address.Route;
import io.llmisvc.status.address.RoutePaths;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The addresses at which the Gateways in use answer for the service.
 *
 * @param endpoints sorted by URL, without duplicates
 * @param problems why a route leads nowhere on a Gateway, one verdict each
 * @param complete false while a Gateway, its class or its Service was not read yet
 */
record Discovery(List<Endpoint> endpoints, List<Verdict> problems, boolean complete) {
  Discovery {
    endpoints = List.copyOf(endpoints);
    problems = List.copyOf(problems);
  }

  static Discovery of(RoutesInUse routing) {
    Search search = new Search(routing);
    for (Route route : routing.routes()) {
      route.parents().forEach(parent -> search.follow(route, parent));
    }
    return new Discovery(
        search.endpoints.stream().distinct().sorted(Comparator.comparing(Endpoint::url)).toList(),
        search.problems,
        !search.unread && !routing.isUndecided());
  }

  private static final class Search {
    private final RoutesInUse routing;
    private final StatusContext context;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Verdict> problems = new ArrayList<>();
    private boolean unread;

    Search(RoutesInUse routing) {
      this.routing = routing;
      this.context = routing.context();
    }

    void follow(Route route, Parent parent) {
      Optional<JsonNode> gateway = gateway(parent.name());
      if (gateway.isEmpty() || !hasClass(parent.name(), gateway.get())) {
        return;
      }
      List<Listener> listeners = Listener.of(gateway.get(), parent);
      if (listeners.isEmpty()) {
        problems.add(Verdict.no(Reason.HTTP_ROUTE_RECONCILE_ERROR, deaf(parent)));
        return;
      }
      listeners = listeners.stream().filter(one -> isOpenTo(route, parent, one)).toList();
      List<String> paths = RoutePaths.of(route, context.settings().ingress().modelRoutingHeader());
      Hosts hosts = new Hosts(context.settings(), route, gateway.get());
      for (Listener listener : listeners) {
        hosts.external(listener).forEach(host -> add(parent, listener, host, paths));
        internalHost(parent.name(), listener).ifPresent(host -> add(parent, listener, host, paths));
      }
    }

    /** What a listener refuses has no address there; that it refuses it, the plan says. */
    private boolean isOpenTo(Route route, Parent parent, Listener listener) {
      AllowedNamespaces.Answer answer =
          listener
              .namespaces()
              .allow(
                  parent.name().namespace(),
                  route.name().namespace(),
                  () -> namespace(route.name().namespace()));
      return listener.takesRoutes()
          && answer != AllowedNamespaces.Answer.NO
          && Hostnames.meet(Hostnames.of(route.object()), listener.hostname());
    }

    /** Namespaces are in no namespace, so they cannot be read by who may look into some only. */
    private Lookup namespace(String name) {
      if (context.settings().isNamespaced()) {
        return new Lookup.Unknown();
      }
      Lookup lookup = context.facts().find(Kind.NAMESPACE, "", name);
      unread |= lookup instanceof Lookup.Unknown;
      return lookup;
    }

    private void add(Parent parent, Listener listener, String host, List<String> paths) {
      for (String path : paths) {
        endpoints.add(new Endpoint(listener.scheme(), host, listener.port(), path, parent.name()));
      }
    }

    private Optional<JsonNode> gateway(NamespacedName name) {
      Lookup lookup = routing.gateway(name);
      if (lookup.isAbsent()) {
        problems.add(GatewaysCondition.missing(context, name));
      }
      return read(lookup);
    }

    private boolean hasClass(NamespacedName name, JsonNode gateway) {
      if (context.settings().isNamespaced()) {
        return true; // classes are in no namespace, so they cannot be read
      }
      String className = gateway.at("/spec/gatewayClassName").asText();
      Lookup lookup = context.facts().find(Kind.GATEWAY_CLASS, "", className);
      if (lookup.isAbsent()) {
        problems.add(
            Verdict.no(
                Reason.HTTP_ROUTE_RECONCILE_ERROR,
                "GatewayClass %s of Gateway %s does not exist".formatted(className, name)));
      }
      return read(lookup).isPresent();
    }

    /** A Gateway is reached inside of the cluster by a Service that carries or shares its name. */
    private Optional<String> internalHost(NamespacedName gateway, Listener listener) {
      return context
          .facts()
          .list(Kind.SERVICE, gateway.namespace(), Hosts.GATEWAY_NAME, gateway.name())
          .stream()
          .<JsonNode>map(service -> service)
          .min(Comparator.comparing(service -> service.at("/metadata/name").asText()))
          .or(() -> read(context.facts().find(Kind.SERVICE, gateway.namespace(), gateway.name())))
          .filter(listener::isOpenOn)
          .map(service -> Hosts.internal(context.settings(), service));
    }

    private Optional<JsonNode> read(Lookup lookup) {
      unread |= lookup instanceof Lookup.Unknown;
      return lookup.found().map(found -> found);
    }

    private static String deaf(Parent parent) {
      return parent.section().isEmpty()
          ? "Gateway " + parent.name() + " has no listener for HTTP, HTTPS or TLS"
          : "Gateway %s has no listener %s for HTTP, HTTPS or TLS"
              .formatted(parent.name(), parent.section());
    }
  }
}
