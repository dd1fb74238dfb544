package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ObjectReference;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.facts.GroupShares;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Ports;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.PoolSource;
import io.llmisvc.model.router.TrafficSplit;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.List;

/**
 * The backends of a routing group in the route of one member. Rules for the paths of that service
 * lead to it alone; in all others each backend of its own gives way to those of the group.
 */
final class GroupBackends {
  private final ServiceMeta service;
  private final PoolSource pool;
  private final TrafficSplit split;

  private GroupBackends(Routing routing, TrafficSplit split) {
    this.service = routing.service();
    this.pool = routing.router().pool();
    this.split = split;
  }

  /** Rewrites the rules of a route, and tells what of the split is not as its owner may think. */
  static Desired onto(ObjectNode route, Routing routing, TrafficSplit split) {
    new GroupBackends(routing, split).rewrite(route);
    return Desired.findings(findings(split));
  }

  /** Whether a live route has a backend that goes when the service does. */
  static boolean leadTo(ServiceMeta service, JsonNode route) {
    return Trees.objects(route.at("/spec/rules"))
        .flatMap(rule -> Trees.objects(rule.path("backendRefs")))
        .map(backend -> backend.path("name").asText())
        .anyMatch(
            name ->
                name.equals(ChildRole.POOL.name(service))
                    || name.equals(ChildRole.WORKLOAD_SERVICE.name(service)));
  }

  /** Whether a rule leads to the group: it is not for the paths of the service alone. */
  static boolean isShared(ServiceMeta service, ObjectNode rule) {
    String own = "/" + service.namespace() + "/" + service.name();
    return Trees.objects(rule.path("matches"))
        .map(match -> match.at("/path/value").asText())
        .noneMatch(path -> path.equals(own) || path.startsWith(own + "/"));
  }

  /**
   * What rules have in place of their own backends; they share it, and nobody changes it. The
   * member itself is always there, while it is none of them with weight 0: no Gateway accepts a
   * pool that no route names, and the rule can be told from those that lead elsewhere.
   */
  static ArrayNode of(TrafficSplit split) {
    GroupMember own = split.own().member();
    ArrayNode backends = JsonNodeFactory.instance.arrayNode();
    split.backends().forEach(member -> backends.add(backend(member, member.weight())));
    if (!split.backends().contains(own) && backends.size() < GroupShares.MOST_BACKENDS) {
      backends.add(backend(own, 0));
    }
    return backends;
  }

  private void rewrite(ObjectNode route) {
    ArrayNode backends = of(split);
    Trees.objects(route.at("/spec/rules"))
        .filter(rule -> isShared(service, rule))
        .filter(rule -> Trees.objects(rule.path("backendRefs")).anyMatch(this::isOurs))
        .forEach(rule -> rule.set("backendRefs", backends));
  }

  private boolean isOurs(ObjectNode backend) {
    String name = backend.path("name").asText();
    String kind = backend.path("kind").asText(Kind.SERVICE.kind());
    if (kind.equals(Kind.SERVICE.kind())) {
      return name.equals(ChildRole.WORKLOAD_SERVICE.name(service));
    }
    return kind.equals(Kind.INFERENCE_POOL.kind())
        && (name.equals(ChildRole.POOL.name(service))
            || pool.poolName().filter(name::equals).isPresent());
  }

  private static ObjectNode backend(GroupMember member, int weight) {
    ObjectReference backend = member.backend();
    return Trees.of(backend).put("port", Ports.MODEL_SERVER).put("weight", weight);
  }

  private static List<Finding> findings(TrafficSplit split) {
    List<Finding> findings = new ArrayList<>();
    split
        .divergence()
        .map(text -> text + "; give all the same spec.model.name and adapters, or other groups")
        .ifPresent(text -> findings.add(warning("MemberDivergence", "spec.model", text)));
    split
        .excess()
        .map(
            names ->
                "routing group %s has more running members than the %d backends that a rule can have; %s get no traffic: stop them or use another group"
                    .formatted(split.group(), GroupShares.MOST_BACKENDS, names))
        .ifPresent(text -> findings.add(warning("GroupTooLarge", "spec.router.route.group", text)));
    if (!split.hasTraffic()) {
      findings.add(
          warning(
              "GroupWithoutTraffic",
              "spec.router.route.weight",
              "every running member of routing group %s has weight 0, so Gateways answer with an error; raise one of them"
                  .formatted(split.group())));
    }
    return findings;
  }

  private static Finding warning(String reason, String path, String message) {
    return Finding.warning(Subject.ROUTE, reason, path, message);
  }
}
