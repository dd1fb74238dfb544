package io.llmisvc.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.facts.Lookup;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.status.address.Route;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the routes in use are there, lead somewhere and are accepted. */
final class RoutesCondition {
  private RoutesCondition() {}

  static Verdict of(RoutesInUse routing, Discovery discovery) {
    List<Verdict> verdicts = new ArrayList<>(discovery.problems());
    StatusContext context = routing.context();
    context.standing(ChildRole.ROUTE).ifPresent(key -> verdicts.add(live(context, key)));
    for (Map.Entry<NamespacedName, Lookup> ref : routing.referenced().entrySet()) {
      verdicts.add(referenced(ref.getKey(), ref.getValue(), context));
    }
    if (verdicts.isEmpty()) {
      return Verdict.unknown(Reason.PENDING, "the route is not decided yet");
    }
    return Verdict.all(verdicts);
  }

  private static Verdict live(StatusContext context, ObjectKey key) {
    return context
        .live(key)
        .map(RoutesCondition::accepted)
        .orElseGet(() -> Verdict.unknown(Reason.PENDING, key + " is not there yet"));
  }

  private static Verdict referenced(NamespacedName name, Lookup lookup, StatusContext context) {
    return switch (lookup) {
      case Lookup.Found(var route) -> accepted(route);
      case Lookup.Absent() -> missing(name, context);
      case Lookup.Unknown() ->
          Verdict.unknown(Reason.PENDING, "HTTPRoute " + name + " was not read yet");
    };
  }

  private static Verdict missing(NamespacedName name, StatusContext context) {
    return Verdict.no(
        Reason.REFS_INVALID,
        context.facts().serves(Kind.HTTP_ROUTE)
            ? "HTTPRoute " + name + " does not exist"
            : "HTTPRoute " + name + " cannot exist: the cluster does not serve the Gateway API");
  }

  private static Verdict accepted(ObjectNode route) {
    return RouteAcceptance.problem(route)
        .map(
            problem ->
                Verdict.no(
                    Reason.HTTP_ROUTES_NOT_READY,
                    "HTTPRoute " + Route.of(route).name() + " is not ready: " + problem))
        .orElse(Verdict.YES);
  }
}
