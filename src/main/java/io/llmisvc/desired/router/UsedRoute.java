package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.router.Parent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An HTTPRoute that brings requests to the service: the managed one as it will be, or one of the
 * user's own as it is.
 *
 * @param isManaged whether the service's spec is to blame for what it says
 */
record UsedRoute(NamespacedName name, ObjectNode object, boolean isManaged) {

  /**
   * @param decided what is wanted for the service's router
   */
  static List<UsedRoute> of(Routing routing, Desired decided) {
    List<UsedRoute> routes = new ArrayList<>();
    for (Child child : decided.children()) {
      if (child.role() == ChildRole.ROUTE) {
        routes.add(
            new UsedRoute(
                new NamespacedName(child.key().namespace(), child.key().name()),
                child.object(),
                true));
      }
    }
    for (NamespacedName name : routing.route().references()) {
      routing
          .facts()
          .find(Kind.HTTP_ROUTE, name.namespace(), name.name())
          .found()
          .ifPresent(live -> routes.add(new UsedRoute(name, live, false)));
    }
    return routes;
  }

  /** The Gateways that it attaches to. */
  List<Parent> gateways() {
    return StreamSupport.stream(object.at("/spec/parentRefs").spliterator(), false)
        .map(ref -> Parent.of(ref, name.namespace()))
        .filter(Parent::isGateway)
        .distinct()
        .toList();
  }

  /** The field of the service that holds the rules, or that names the route which does. */
  String place() {
    return isManaged ? "spec.router.route.http.spec.rules" : "spec.router.route.http.refs";
  }

  /** What it says of itself, naming the route where the service does not write it. */
  String said(String text) {
    return isManaged ? text : "HTTPRoute " + name + ": " + text;
  }
}
