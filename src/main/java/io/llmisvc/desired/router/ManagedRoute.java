package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.llmisvc.api.router.GatewayRoutesSpec;
import io.llmisvc.desired.KubernetesObject;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.desired.Trees;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ChildSuffix;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTPRoute of a service. Once it points to a pool in the v1 group an annotation says so for
 * good; the status remembers the annotation when the route goes.
 */
final class ManagedRoute {
  private ManagedRoute() {}

  static Desired of(Routing routing, Attachment attachment) {
    GatewayRoutesSpec route = routing.route();
    if (route == null) {
      return absent(routing.children(), "the service has no route");
    }
    if (!routing.routes().isEmpty()) {
      return absent(routing.children(), "the service uses routes of the user's own");
    }
    Optional<ObjectNode> spec = routing.managedRouteTree();
    return spec.isEmpty()
        ? Desired.finding(noSpec())
        : present(routing, route, spec.get().deepCopy(), attachment);
  }

  static Desired absent(ServiceChildren children, String why) {
    return children.absent(ChildRole.ROUTE, Kind.HTTP_ROUTE, name(children.service()), why);
  }

  private static Desired present(
      Routing routing, GatewayRoutesSpec route, ObjectNode spec, Attachment attachment) {
    if (attachment.isGatewayManaged()) {
      spec.set("parentRefs", Trees.list(attachment.parents()));
    }
    Desired findings = ModelRouting.onto(spec, routing);
    List<Finding> foreign = OwnPaths.findings(routing.children(), routing.settings(), spec);
    if (foreign.stream().anyMatch(Finding::isError)) {
      return Desired.findings(foreign)
          .and(OwnPaths.withoutForeignRoute(routing.children(), routing.settings()));
    }
    Map<String, String> annotations = new LinkedHashMap<>();
    if (routing.hasManagedPool()) {
      PoolGroup group = PoolGroup.of(routing.service(), routing.facts(), name(routing.service()));
      PoolRefs.moveTo(group, routing.service().child(ChildSuffix.INFERENCE_POOL), spec);
      annotations.putAll(group.annotations());
    }
    return ServiceChildren.present(
            ChildRole.ROUTE,
            KubernetesObject.of(Kind.HTTP_ROUTE, metadata(routing, route, annotations), spec))
        .and(findings)
        .and(Desired.findings(foreign))
        .and(ModelNames.collisions(routing));
  }

  private static ObjectMeta metadata(
      Routing routing, GatewayRoutesSpec route, Map<String, String> annotations) {
    Map<String, String> labels = new LinkedHashMap<>(routing.labels());
    if (route.group() != null && !route.group().isEmpty()) {
      labels.put(Labels.ROUTING_GROUP, route.group());
    }
    return routing.children().metadata(name(routing.service()), labels, annotations);
  }

  private static String name(ServiceMeta service) {
    return service.child(ChildSuffix.ROUTE);
  }

  private static Finding noSpec() {
    return Finding.error(
        Subject.ROUTE,
        "HTTPRouteReconcileError",
        "spec.router.route.http.spec",
        "no config gives the managed route its rules");
  }
}
