package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.llmisvc.desired.KubernetesObject;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.router.PoolSource;
import io.llmisvc.model.router.RouteSource;
import io.llmisvc.model.router.TrafficSplit;
import io.llmisvc.tree.Trees;
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
    return switch (routing.route()) {
      case RouteSource.None() ->
          routing.children().absent(ChildRole.ROUTE, "the service has no route");
      case RouteSource.Referenced theirs ->
          routing.children().absent(ChildRole.ROUTE, "the service uses routes of the user's own");
      case RouteSource.Managed route ->
          route.spec() == null
              ? Desired.withheld(List.of(ChildRole.ROUTE), List.of(noSpec()))
              : present(routing, route.spec().deepCopy(), attachment);
    };
  }

  private static Desired present(Routing routing, ObjectNode spec, Attachment attachment) {
    if (attachment.isGatewayManaged()) {
      spec.set("parentRefs", Trees.list(attachment.parents()));
    }
    Desired findings = ModelRouting.onto(spec, routing);
    List<Finding> foreign = OwnPaths.findings(routing.children(), routing.settings(), spec);
    if (foreign.stream().anyMatch(Finding::isError)) {
      return Desired.withheld(List.of(ChildRole.ROUTE), foreign)
          .and(OwnPaths.withoutForeignRoute(routing.children(), routing.settings()));
    }
    Map<String, String> annotations = new LinkedHashMap<>();
    if (routing.router().pool() instanceof PoolSource.Managed pool) {
      PoolGroup group = PoolGroup.of(routing.service(), routing.facts());
      PoolRefs.moveTo(group, pool.name(), spec);
      annotations.putAll(group.annotations());
    }
    if (routing.router().pool() instanceof PoolSource.Referenced(String name)) {
      PoolGroup.ofReferenced(routing.service().named(null, name), routing.facts())
          .ifPresent(group -> PoolRefs.moveTo(group, name, spec));
    }
    Optional<TrafficSplit> split = GroupMembership.split(routing.effective(), routing.facts());
    String trafficGroup = split.map(TrafficSplit::group).orElse("");
    ObjectNode route =
        Trees.of(
            KubernetesObject.of(
                Kind.HTTP_ROUTE, metadata(routing, trafficGroup, annotations), spec));
    Desired ofGroup =
        split.map(known -> GroupBackends.onto(route, routing, known)).orElse(Desired.NOTHING);
    return Desired.of(new Child(ChildRole.ROUTE, route))
        .and(findings)
        .and(ofGroup)
        .and(Desired.findings(foreign))
        .and(ModelNames.collisions(routing));
  }

  private static ObjectMeta metadata(
      Routing routing, String trafficGroup, Map<String, String> annotations) {
    Map<String, String> labels = new LinkedHashMap<>(routing.labels());
    if (!trafficGroup.isEmpty()) {
      labels.put(Labels.ROUTING_GROUP, trafficGroup);
    }
    return routing
        .children()
        .metadata(ChildRole.ROUTE.name(routing.service()), labels, annotations);
  }

  private static Finding noSpec() {
    return Finding.error(
        Subject.ROUTE,
        ChildRole.ROUTE.failureReason(),
        "spec.router.route.http.spec",
        "no config gives the managed route its rules");
  }
}
