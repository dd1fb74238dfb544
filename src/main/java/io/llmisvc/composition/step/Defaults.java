package io.llmisvc.composition.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.tree.Trees;
import java.util.Arrays;
import java.util.List;

/**
 * Values for what nobody has said. Only after the merge: a default that the API server fills into
 * one layer would beat what another layer says.
 */
public final class Defaults {
  private static final List<Default> TABLE =
      List.of(
          text("evictionPolicy", "lru", "kvCacheOffloading"),
          text("evictionPolicy", "lru", "prefill", "kvCacheOffloading"),
          number("minReplicas", 1, "scaling"),
          number("minReplicas", 1, "prefill", "scaling"),
          text("variantCost", "10.0", "scaling", "wva"),
          text("variantCost", "10.0", "prefill", "scaling", "wva"),
          text("behavior", "static", "scaling", "keda", "fallback"),
          text("behavior", "static", "scaling", "wva", "keda", "fallback"),
          text("behavior", "static", "prefill", "scaling", "keda", "fallback"),
          text("behavior", "static", "prefill", "scaling", "wva", "keda", "fallback"),
          text("appProtocol", "http", "router", "scheduler", "pool", "spec"),
          text("group", "", "router", "scheduler", "pool", "spec", "endpointPickerRef"),
          text(
              "kind",
              Kind.SERVICE.kind(),
              "router",
              "scheduler",
              "pool",
              "spec",
              "endpointPickerRef"),
          text(
              "failureMode",
              "FailClose",
              "router",
              "scheduler",
              "pool",
              "spec",
              "endpointPickerRef"),
          text("group", Kind.GATEWAY.group(), "router", "route", "http", "spec", "parentRefs"),
          text("kind", Kind.GATEWAY.kind(), "router", "route", "http", "spec", "parentRefs"),
          text("group", "", "router", "route", "http", "spec", "rules", "backendRefs"),
          text(
              "kind",
              Kind.SERVICE.kind(),
              "router",
              "route",
              "http",
              "spec",
              "rules",
              "backendRefs"),
          number("weight", 1, "router", "route", "http", "spec", "rules", "backendRefs"));

  private Defaults() {}

  /**
   * @param owner the objects that get the member; lists on the way are walked through
   */
  private record Default(List<String> owner, String member, JsonNode value) {}

  static void apply(SpecTree spec, CompositionContext context) {
    for (Default row : TABLE) {
      fill(spec.root(), row, row.owner());
    }
  }

  private static void fill(JsonNode node, Default row, List<String> rest) {
    if (node.isArray()) {
      node.forEach(element -> fill(element, row, rest));
      return;
    }
    if (!rest.isEmpty()) {
      fill(node.path(rest.getFirst()), row, rest.subList(1, rest.size()));
      return;
    }
    if (node instanceof ObjectNode owner && isUnset(owner, row)) {
      owner.set(row.member(), row.value());
    }
  }

  /** An empty text is as good as none, except where the default itself is empty. */
  private static boolean isUnset(ObjectNode owner, Default row) {
    JsonNode current = owner.path(row.member());
    return !Trees.says(current) || current.asText("x").isEmpty();
  }

  private static Default text(String member, String value, String... owner) {
    return new Default(Arrays.asList(owner), member, TextNode.valueOf(value));
  }

  private static Default number(String member, int value, String... owner) {
    return new Default(Arrays.asList(owner), member, IntNode.valueOf(value));
  }
}
