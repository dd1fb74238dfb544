package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Trees;
import java.util.List;
import java.util.Map;

/**
 * How the rules of a route in one layer act on the rules below. A lone rule that matches nothing in
 * particular adjusts every rule below it; rules of one's own replace them.
 */
public final class RouteRules {
  public static final String PATH = "router.route.http.spec.rules";

  private static final List<String> REPLACED =
      List.of("timeouts", "retry", "sessionPersistence", "backendRefs");

  private static final Map<String, String> REWRITES =
      Map.of("RequestRedirect", "URLRewrite", "URLRewrite", "RequestRedirect");

  private RouteRules() {}

  /** Drops rules that say nothing, such as the one that a CRD default of others leaves behind. */
  static void normalise(ObjectNode routeSpec) {
    if (!(routeSpec.get("rules") instanceof ArrayNode rules)) {
      return;
    }
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i) instanceof ObjectNode rule && isEmpty(rule)) {
        rules.remove(i);
      }
    }
    if (rules.isEmpty()) {
      routeSpec.remove("rules");
    }
  }

  /** The list combiner of the merge. */
  public static ArrayNode combine(ArrayNode base, ArrayNode override) {
    if (override.size() != 1 || !isAdjustment(override.get(0))) {
      return override;
    }
    ArrayNode adjusted = JsonNodeFactory.instance.arrayNode();
    for (JsonNode rule : base) {
      adjusted.add(adjust(rule.deepCopy(), override.get(0)));
    }
    return adjusted;
  }

  /** True for a rule without matches and without a name of its own. */
  static boolean isAdjustment(JsonNode rule) {
    return rule.path("name").asText().isEmpty() && matchesEverything(rule);
  }

  private static boolean isEmpty(ObjectNode rule) {
    return isAdjustment(rule)
        && rule.propertyStream()
            .filter(member -> !member.getKey().equals("matches"))
            .map(Map.Entry::getValue)
            .noneMatch(Trees::says);
  }

  private static boolean matchesEverything(JsonNode rule) {
    JsonNode matches = rule.path("matches");
    if (matches.isEmpty()) {
      return true;
    }
    return matches.size() == 1
        && matches.get(0).propertyStream().allMatch(member -> isDefaultPath(member));
  }

  private static boolean isDefaultPath(Map.Entry<String, JsonNode> member) {
    JsonNode path = member.getValue();
    return !Trees.says(path)
        || (member.getKey().equals("path")
            && path.path("type").asText("PathPrefix").equals("PathPrefix")
            && path.path("value").asText("/").equals("/"));
  }

  private static JsonNode adjust(JsonNode rule, JsonNode adjustment) {
    if (!(rule instanceof ObjectNode adjusted)) {
      return rule;
    }
    for (String name : REPLACED) {
      if (Trees.says(adjustment.path(name))) {
        adjusted.set(name, adjustment.get(name));
      }
    }
    for (JsonNode filter : adjustment.path("filters")) {
      add(filter, adjusted.withArrayProperty("filters"));
      exclude(filter.path("type").asText(), adjusted);
    }
    return adjusted;
  }

  /** What a filter of this type cannot stand next to. */
  private static void exclude(String type, ObjectNode rule) {
    if (type.equals("RequestRedirect")) {
      rule.remove("backendRefs");
    }
    String other = REWRITES.get(type);
    if (other != null) {
      rule.withArrayProperty("filters").removeIf(it -> it.path("type").asText().equals(other));
    }
  }

  /** In the place of a filter of the same type, else at the end. */
  private static void add(JsonNode filter, ArrayNode filters) {
    for (int i = 0; i < filters.size(); i++) {
      if (filters.get(i).path("type").equals(filter.path("type"))) {
        filters.set(i, filter);
        return;
      }
    }
    filters.add(filter);
  }
}
