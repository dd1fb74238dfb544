package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ObjectReference;
import io.llmisvc.desired.KubernetesObject;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.facts.GroupFacts;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.facts.Membership;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.router.TrafficSplit;
import io.llmisvc.tree.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The live route of a service of which nobody can say what it should be like. Its routing group
 * goes on without it: only the backends of the group follow, so that no member is held up by it and
 * requests that it still takes go where all others go.
 */
final class StaleRoute {
  private static final List<String> OURS =
      List.of(Labels.COMPONENT, Labels.NAME, Labels.PART_OF, Labels.ROUTING_GROUP);

  private StaleRoute() {}

  /** Nothing when the backends are as they should be, or when there is no group or no route. */
  static Desired withBackendsOfGroup(ServiceChildren children) {
    GroupFacts group = children.facts().group();
    Membership own = group.own();
    ObjectNode live = children.facts().child(ChildRole.ROUTE.key(children.service())).orElse(null);
    if (own == null || live == null || !own.member().isRunning()) {
      return Desired.NOTHING;
    }
    ObjectNode spec = live.path("spec").deepCopy();
    ArrayNode backends = GroupBackends.of(TrafficSplit.of(own, "", group));
    Set<String> known =
        group.members().with(own.member()).all().stream()
            .map(GroupMember::backend)
            .map(StaleRoute::text)
            .collect(Collectors.toSet());
    Trees.objects(spec.path("rules"))
        .filter(rule -> GroupBackends.isShared(children.service(), rule))
        .filter(rule -> backends(rule).map(StaleRoute::text).anyMatch(known::contains))
        .forEach(rule -> rule.set("backendRefs", backends));
    return spec.equals(live.path("spec"))
        ? Desired.NOTHING
        : ServiceChildren.present(
            ChildRole.ROUTE,
            KubernetesObject.of(
                Kind.HTTP_ROUTE,
                children.metadata(
                    ChildRole.ROUTE.name(children.service()), labels(live), annotations(live)),
                spec));
  }

  private static Map<String, String> labels(JsonNode live) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String key : OURS) {
      copy(live.at("/metadata/labels"), key, labels);
    }
    return labels;
  }

  private static Map<String, String> annotations(JsonNode live) {
    Map<String, String> annotations = new LinkedHashMap<>();
    copy(live.at("/metadata/annotations"), Labels.POOL_MIGRATED, annotations);
    return annotations;
  }

  private static void copy(JsonNode from, String key, Map<String, String> to) {
    if (from.hasNonNull(key)) {
      to.put(key, from.path(key).asText());
    }
  }

  private static Stream<ObjectNode> backends(JsonNode rule) {
    return Trees.objects(rule.path("backendRefs"));
  }

  private static String text(JsonNode backend) {
    return backend.path("kind").asText(Kind.SERVICE.kind()) + " " + backend.path("name").asText();
  }

  private static String text(ObjectReference backend) {
    return backend.kind() + " " + backend.name();
  }
}
