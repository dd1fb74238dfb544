package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Claim;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.Hostnames;
import io.llmisvc.model.router.Parent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The requests that the routes of one service take on Gateways. What is below the paths of a
 * service or of a model is one claim, so that a route as it is by default makes two of them.
 */
final class RouteClaims {
  private static final String PUBLISHERS = "publishers/";
  private static final String MODELS = "/models/";
  private static final String EXACT = "Exact ";
  private static final String BELOW = "what is below ";

  private final ServiceMeta service;
  private final List<String> models;
  private final String header;
  private final Map<Claim, Taken> claims = new LinkedHashMap<>();

  private RouteClaims(ServiceMeta service, Set<String> models, Settings settings) {
    this.service = service;
    this.models = models.stream().map(model -> "/" + service.published(model)).toList();
    this.header = settings.ingress().modelRoutingHeader().toLowerCase(Locale.ROOT);
  }

  /** What a claim is about, in the words of a finding. */
  record Taken(String what, String where) {}

  /** In the order of the rules. */
  static Map<Claim, Taken> of(Routing routing, List<UsedRoute> routes) {
    RouteClaims claims =
        new RouteClaims(
            routing.service(), ModelNames.of(routing.effective()).models(), routing.settings());
    routes.forEach(claims::collect);
    return claims.claims;
  }

  /** Those of the managed route as it is, of a service that nobody has planned yet. */
  static Set<Claim> ofLive(
      ServiceMeta service, Set<String> models, Settings settings, ObjectNode route) {
    RouteClaims claims = new RouteClaims(service, models, settings);
    claims.collect(
        new UsedRoute(
            new NamespacedName(service.namespace(), ChildRole.ROUTE.name(service)), route, true));
    return claims.claims.keySet();
  }

  /** Where the requests of a route come in. */
  private record Entrance(String where, String section) {}

  /** A route while it is looked at, and what it was seen to take. */
  private record Looked(UsedRoute route, List<Entrance> entrances, Set<String> seen) {
    static Looked at(UsedRoute route) {
      List<String> hosts = Hostnames.of(route.object());
      List<Entrance> entrances = new ArrayList<>();
      for (Parent gateway : route.gateways()) {
        for (String host : hosts.isEmpty() ? List.of("") : hosts) {
          String where = "Gateway " + gateway.name() + (host.isEmpty() ? "" : " for host " + host);
          entrances.add(new Entrance(where, gateway.section()));
        }
      }
      return new Looked(route, entrances, new HashSet<>());
    }
  }

  private void collect(UsedRoute used) {
    Looked route = Looked.at(used);
    if (route.entrances().isEmpty()) {
      return;
    }
    for (JsonNode rule : used.object().at("/spec/rules")) {
      JsonNode matches = rule.path("matches");
      if (matches.isEmpty()) {
        collect(route, MissingNode.getInstance());
      }
      matches.forEach(match -> collect(route, match));
    }
  }

  private void collect(Looked route, JsonNode node) {
    RouteMatch match = RouteMatch.of(node);
    String home = home(match);
    String own = own(home);
    if (!own.isEmpty()) {
      add(route, BELOW + own, Claim.Title.OWNER);
      return;
    }
    add(route, match.toString(), Claim.Title.ANYBODY);
    for (String other : others(home)) {
      add(route, BELOW + other, Claim.Title.GUEST);
    }
  }

  /** The header tells a model where the path tells nothing. */
  private String home(RouteMatch match) {
    String model = match.headers().getOrDefault(header, "");
    return match.path().isShared() && model.startsWith(EXACT + PUBLISHERS)
        ? "/" + model.substring(EXACT.length())
        : match.path().home();
  }

  /** The path of this service or of a model of it that is or leads to this one; empty for none. */
  private String own(String home) {
    String ownPath = "/" + service.namespace() + "/" + service.name();
    if (home.isEmpty() || home.equals(ownPath)) {
      return home;
    }
    for (String model : models) {
      if (home.startsWith(model)
          && (home.length() == model.length() || home.charAt(model.length()) == '/')) {
        return model;
      }
    }
    return "";
  }

  /** A model's name may have slashes, so that any part of the path may be the name of one. */
  private static List<String> others(String home) {
    if (!home.startsWith("/" + PUBLISHERS)) {
      return home.isEmpty() ? List.of() : List.of(home);
    }
    List<String> others = new ArrayList<>();
    int end = home.indexOf(MODELS) + MODELS.length();
    while (end < home.length()) {
      int slash = home.indexOf('/', end);
      end = slash < 0 ? home.length() : slash;
      others.add(home.substring(0, end));
      end++;
    }
    return others;
  }

  private void add(Looked route, String what, Claim.Title title) {
    if (!route.seen().add(what)) {
      return;
    }
    for (Entrance entrance : route.entrances()) {
      claims.putIfAbsent(
          new Claim(
              entrance.where() + ": " + what, entrance.section(), route.route().name(), title),
          new Taken(what, entrance.where()));
    }
  }
}
