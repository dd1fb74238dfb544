package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.llmisvc.model.facts.Claim;
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
  private final Set<String> models;
  private final String header;
  private final Map<Claim, Taken> claims = new LinkedHashMap<>();

  private RouteClaims(Routing routing) {
    this.service = routing.service();
    this.models = ModelNames.of(routing.effective()).models();
    this.header = routing.settings().ingress().modelRoutingHeader().toLowerCase(Locale.ROOT);
  }

  /** What a claim is about, in the words of a finding. */
  record Taken(String what, String where) {}

  /** In the order of the rules. */
  static Map<Claim, Taken> of(Routing routing, List<UsedRoute> routes) {
    RouteClaims claims = new RouteClaims(routing);
    routes.forEach(claims::collect);
    return claims.claims;
  }

  private void collect(UsedRoute route) {
    Set<String> seen = new HashSet<>();
    for (JsonNode rule : route.object().at("/spec/rules")) {
      JsonNode matches = rule.path("matches");
      if (matches.isEmpty()) {
        collect(route, MissingNode.getInstance(), seen);
      }
      matches.forEach(match -> collect(route, match, seen));
    }
  }

  private void collect(UsedRoute route, JsonNode node, Set<String> seen) {
    RouteMatch match = RouteMatch.of(node);
    String home = home(match);
    String own = own(home);
    if (!own.isEmpty()) {
      add(route, BELOW + own, Claim.Title.OWNER, seen);
      return;
    }
    add(route, match.toString(), Claim.Title.ANYBODY, seen);
    for (String other : others(home)) {
      add(route, BELOW + other, Claim.Title.GUEST, seen);
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
    return models.stream()
        .map(model -> "/" + service.published(model))
        .filter(path -> home.equals(path) || home.startsWith(path + "/"))
        .findFirst()
        .orElse("");
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

  private void add(UsedRoute route, String what, Claim.Title title, Set<String> seen) {
    if (!seen.add(what)) {
      return;
    }
    List<String> hosts = Hostnames.of(route.object());
    for (Parent gateway : route.gateways()) {
      for (String host : hosts.isEmpty() ? List.of("") : hosts) {
        String where = "Gateway " + gateway.name() + (host.isEmpty() ? "" : " for host " + host);
        claims.putIfAbsent(
            new Claim(where + ": " + what, gateway.section(), route.name(), title),
            new Taken(what, where));
      }
    }
  }
}
