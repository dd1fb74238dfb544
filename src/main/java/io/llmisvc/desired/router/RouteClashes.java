package io.llmisvc.desired.router;

import io.llmisvc.model.facts.Claim;
import io.llmisvc.model.facts.Rival;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Other services whose routes take requests that a route of this one takes. Members of one routing
 * group do so on purpose, and that two publish one model is said elsewhere.
 */
final class RouteClashes {
  private static final String REASON = "RouteClash";
  private static final int TOLD = 5;

  private final Routing routing;
  private final String group;

  private RouteClashes(Routing routing) {
    this.routing = routing;
    this.group = ModelNames.of(routing.effective()).group();
  }

  static Optional<Finding> finding(Routing routing, List<UsedRoute> routes) {
    if (routes.isEmpty() || !routing.facts().hasRivals()) {
      return Optional.empty();
    }
    RouteClashes clashes = new RouteClashes(routing);
    List<String> told = new ArrayList<>();
    RouteClaims.of(routing, routes)
        .forEach((claim, taken) -> told.addAll(clashes.of(claim, taken)));
    if (told.isEmpty()) {
      return Optional.empty();
    }
    List<String> distinct = told.stream().distinct().toList();
    int rest = Math.max(0, distinct.size() - TOLD);
    return Optional.of(
        Finding.warning(
            Subject.ROUTE,
            REASON,
            routes.getFirst().place(),
            String.join("; ", distinct.subList(0, distinct.size() - rest))
                + (rest == 0 ? "" : "; and " + rest + " more")
                + "; only one gets a request: give each its own paths, hostnames or Gateway"));
  }

  private List<String> of(Claim claim, RouteClaims.Taken taken) {
    return routing.facts().rivals(claim.place()).stream()
        .filter(rival -> isClash(claim, rival))
        .sorted()
        .map(rival -> text(claim, taken, rival))
        .toList();
  }

  private boolean isClash(Claim claim, Rival rival) {
    return !rival.isOfGroup(routing.service().id(), group) && claim.clashes(rival.claim());
  }

  private static String text(Claim claim, RouteClaims.Taken taken, Rival rival) {
    String other =
        "HTTPRoute %s of LLMInferenceService %s".formatted(rival.claim().route(), rival.service());
    String requests = taken.what() + " on " + taken.where();
    return switch (claim.title()) {
      case OWNER -> "%s takes some of %s, which is this service's".formatted(other, requests);
      case GUEST ->
          "HTTPRoute %s takes some of %s, which %s serves"
              .formatted(claim.route(), requests, other);
      case ANYBODY ->
          "HTTPRoute %s takes %s, and so does %s".formatted(claim.route(), requests, other);
    };
  }
}
