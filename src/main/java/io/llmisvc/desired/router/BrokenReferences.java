package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** References of the router to objects that do not exist. What nobody has looked for exists. */
final class BrokenReferences {
  private final Routing routing;

  private BrokenReferences(Routing routing) {
    this.routing = routing;
  }

  static List<Finding> findings(Routing routing, Attachment attachment) {
    BrokenReferences broken = new BrokenReferences(routing);
    return Stream.of(
            broken.gatewayRefs(),
            broken.defaultGateway(attachment),
            broken.routeRefs(),
            broken.parents(attachment),
            broken.parentsOfRoutes())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Finding> gatewayRefs() {
    return finding(
        Subject.GATEWAY,
        "spec.router.gateway.refs",
        routing.gateways().stream().filter(this::isAbsent).map(BrokenReferences::missing).toList());
  }

  private Optional<Finding> defaultGateway(Attachment attachment) {
    if (!attachment.isDefaultMissing() || attachment.isGatewayManaged()) {
      return Optional.empty();
    }
    Settings settings = routing.settings();
    NamespacedName gateway = settings.ingress().defaultGateway();
    String problem =
        gateway == null
            ? "the operator configuration names no default Gateway: set"
                + " ingress.kserveIngressGateway to one"
            : missing(gateway) + ": create it";
    return finding(
        Subject.GATEWAY,
        "spec.router.gateway",
        List.of(
            problem
                + ", or set ingress.managedGatewayClassName in ConfigMap "
                + settings.operatorConfigMap()
                + " to have a Gateway made for the service"));
  }

  private Optional<Finding> routeRefs() {
    return finding(
        Subject.ROUTE,
        "spec.router.route.http.refs",
        routing.route().references().stream()
            .filter(route -> isAbsent(Kind.HTTP_ROUTE, route))
            .map(route -> "HTTPRoute " + route + " does not exist")
            .toList());
  }

  /** Parents that are references of the service, or the default Gateway, are checked as such. */
  private Optional<Finding> parents(Attachment attachment) {
    if (!routing.gateways().isEmpty()) {
      return Optional.empty();
    }
    return finding(
        Subject.ROUTE,
        "spec.router.route.http.spec.parentRefs",
        attachment.parents().stream()
            .filter(parent -> !Attachment.isDefault(routing, parent))
            .filter(parent -> !Attachment.isManaged(routing, parent))
            .flatMap(parent -> missingGateway(parent).stream())
            .toList());
  }

  private Optional<Finding> parentsOfRoutes() {
    List<String> problems = new ArrayList<>();
    for (NamespacedName route : routing.route().references()) {
      routing
          .facts()
          .find(Kind.HTTP_ROUTE, route.namespace(), route.name())
          .found()
          .ifPresent(live -> problems.addAll(problems(route, live)));
    }
    return finding(Subject.ROUTE, "spec.router.route.http.refs", problems);
  }

  private List<String> problems(NamespacedName route, ObjectNode live) {
    JsonNode parents = live.path("spec").path("parentRefs");
    if (parents.isEmpty()) {
      return List.of("HTTPRoute " + route + " has no parentRefs");
    }
    List<String> problems = new ArrayList<>();
    for (JsonNode parent : parents) {
      missingGateway(Trees.read(parent, ParentReference.class))
          .ifPresent(problem -> problems.add("HTTPRoute " + route + ": " + problem));
    }
    return problems;
  }

  private Optional<String> missingGateway(ParentReference parent) {
    return Optional.of(parent)
        .filter(Attachment::isGateway)
        .map(gateway -> Attachment.gateway(routing, gateway))
        .filter(this::isAbsent)
        .map(BrokenReferences::missing);
  }

  private boolean isAbsent(NamespacedName gateway) {
    return isAbsent(Kind.GATEWAY, gateway);
  }

  private boolean isAbsent(Kind kind, NamespacedName object) {
    return routing.facts().find(kind, object.namespace(), object.name()).isAbsent();
  }

  private static String missing(NamespacedName gateway) {
    return "Gateway " + gateway + " does not exist";
  }

  private static Optional<Finding> finding(Subject subject, String path, List<String> problems) {
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(Finding.error(subject, Routing.INVALID, path, String.join("; ", problems)));
  }
}
