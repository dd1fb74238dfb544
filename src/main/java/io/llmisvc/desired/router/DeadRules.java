package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Matches of a route that no request ever gets to. Of two that take the same requests a Gateway
 * takes the earlier; of any others the more exact, wherever it stands.
 */
final class DeadRules {
  private static final String REASON = "RuleNeverMatches";
  private static final int TOLD = 5;

  private DeadRules() {}

  static Optional<Finding> finding(UsedRoute route) {
    List<String> dead = dead(route.object().at("/spec/rules"));
    if (dead.isEmpty()) {
      return Optional.empty();
    }
    int rest = Math.max(0, dead.size() - TOLD);
    String first = String.join("; ", dead.subList(0, dead.size() - rest));
    return Optional.of(
        Finding.warning(
            Subject.ROUTE,
            REASON,
            route.place(),
            route.said(
                first
                    + (rest == 0 ? "" : "; and " + rest + " more")
                    + "; remove the later one, or match on something else")));
  }

  private static List<String> dead(JsonNode rules) {
    Map<RouteMatch, String> earlier = new HashMap<>();
    List<String> dead = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      JsonNode matches = rules.path(i).path("matches");
      for (int j = 0; j < Math.max(1, matches.size()); j++) {
        JsonNode match = matches.isEmpty() ? MissingNode.getInstance() : matches.path(j);
        RouteMatch taken = RouteMatch.of(match);
        String rule = rule(i, rules.path(i));
        String other = earlier.putIfAbsent(taken, rule);
        if (other != null && !other.equals(rule)) {
          dead.add("rule %s never gets %s: rule %s takes it".formatted(rule, taken, other));
        }
      }
    }
    return dead;
  }

  private static String rule(int index, JsonNode rule) {
    String name = rule.path("name").asText();
    return "[" + index + "]" + (name.isEmpty() ? "" : " " + name);
  }
}
