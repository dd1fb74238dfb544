package io.llmisvc.composition.step;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.tree.Trees;
import java.util.List;

/** The managed route attaches to the Gateways that the service names, when it names any. */
public final class RouteParents {
  private RouteParents() {}

  static void fromGatewayRefs(SpecTree spec, CompositionContext context) {
    ArrayNode refs = spec.list("router", "gateway", "refs");
    if (refs.isEmpty()) {
      return;
    }
    spec.routeSpec()
        .ifPresent(
            route -> {
              ArrayNode parents = route.putArray("parentRefs");
              Trees.objects(refs).forEach(ref -> parents.add(parent(ref)));
            });
  }

  private static ObjectNode parent(ObjectNode ref) {
    ObjectNode parent =
        ref.objectNode().put("group", Kind.GATEWAY.group()).put("kind", Kind.GATEWAY.kind());
    for (String member : List.of("name", "namespace", "sectionName")) {
      if (!ref.path(member).asText().isEmpty()) {
        parent.set(member, ref.get(member));
      }
    }
    return parent;
  }
}
