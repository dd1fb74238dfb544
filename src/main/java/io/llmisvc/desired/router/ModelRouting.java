package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Desired;
import io.llmisvc.model.Settings.ModelRoutingMode;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Routing by the header that names a model. Off, what matches on the header goes; on, each such
 * match is repeated for every LoRA adapter.
 */
final class ModelRouting {
  /** What the Gateway API takes in one rule, and in all rules of a route. */
  private static final int MATCHES_PER_RULE = 64;

  private static final int MATCHES_PER_ROUTE = 128;

  private static final String RULES = "rules";
  private static final String MATCHES = "matches";
  private static final String HEADERS = "headers";

  private final Routing routing;
  private final String header;
  private final List<String> adapters;

  private ModelRouting(Routing routing) {
    this.routing = routing;
    this.header = routing.settings().ingress().modelRoutingHeader();
    this.adapters = routing.effective().adapterNames().stream().sorted().toList();
  }

  /** Changes the rules of a route; says what could not be done. */
  static Desired onto(ObjectNode spec, Routing routing) {
    if (!(spec.get(RULES) instanceof ArrayNode rules)) {
      return Desired.NOTHING;
    }
    ModelRouting modelRouting = new ModelRouting(routing);
    if (modelRouting.isOn()) {
      return modelRouting.expand(rules);
    }
    modelRouting.strip(rules);
    return Desired.NOTHING;
  }

  private boolean isOn() {
    String asked = routing.effective().spec().annotations().get(Labels.MODEL_BASED_ROUTING);
    if (header.isEmpty() || !"true".equals(asked)) {
      return false;
    }
    ModelRoutingMode mode = routing.settings().ingress().modelRoutingMode();
    return switch (mode) {
      case DISABLED -> false;
      case FORCED -> true;
      case ENABLED -> routing.gateways().stream().noneMatch(this::isOptedOut);
    };
  }

  /** The default Gateway is not asked: it is not the service's choice. */
  private boolean isOptedOut(NamespacedName gateway) {
    return routing
        .facts()
        .find(Kind.GATEWAY, gateway.namespace(), gateway.name())
        .found()
        .map(live -> live.path("metadata").path("annotations"))
        .filter(
            annotations -> annotations.path(Labels.MODEL_BASED_ROUTING).asText().equals("false"))
        .isPresent();
  }

  /** A rule that matched on nothing else goes whole. */
  private void strip(ArrayNode rules) {
    for (Iterator<JsonNode> each = rules.iterator(); each.hasNext(); ) {
      JsonNode rule = each.next();
      if (!byModel(rule).isEmpty()) {
        ArrayNode matches = (ArrayNode) rule.get(MATCHES);
        if (matches.removeIf(this::usesHeader).isEmpty()) {
          each.remove();
        }
      }
    }
  }

  private Desired expand(ArrayNode rules) {
    List<Desired> findings = new ArrayList<>();
    int spare = MATCHES_PER_ROUTE;
    for (JsonNode rule : rules) {
      spare -= rule.path(MATCHES).size();
    }
    for (JsonNode rule : rules) {
      List<JsonNode> byModel = byModel(rule);
      if (!byModel.isEmpty()) {
        ArrayNode matches = (ArrayNode) rule.get(MATCHES);
        int before = matches.size();
        int room = Math.max(0, Math.min(MATCHES_PER_RULE - before, spare) / byModel.size());
        if (room < adapters.size()) {
          findings.add(Desired.finding(tooMany(rule, room)));
        }
        expand(matches, byModel, adapters.subList(0, Math.min(room, adapters.size())));
        spare -= matches.size() - before;
      }
    }
    return Desired.all(findings);
  }

  private List<JsonNode> byModel(JsonNode rule) {
    List<JsonNode> matches = new ArrayList<>();
    rule.path(MATCHES)
        .forEach(
            match -> {
              if (usesHeader(match)) {
                matches.add(match);
              }
            });
    return matches;
  }

  private void expand(ArrayNode matches, List<JsonNode> byModel, List<String> fitting) {
    Set<JsonNode> present = new HashSet<>();
    matches.forEach(present::add);
    for (JsonNode match : byModel) {
      for (String adapter : fitting) {
        JsonNode copy = forAdapter(match, adapter);
        if (present.add(copy)) {
          matches.add(copy);
        }
      }
    }
  }

  private JsonNode forAdapter(JsonNode match, String adapter) {
    JsonNode copy = match.deepCopy();
    for (JsonNode condition : copy.path(HEADERS)) {
      if (isOnModel(condition)) {
        ((ObjectNode) condition).put("value", routing.service().published(adapter));
      }
    }
    return copy;
  }

  private boolean usesHeader(JsonNode match) {
    for (JsonNode condition : match.path(HEADERS)) {
      if (isOnModel(condition)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOnModel(JsonNode condition) {
    return header.equals(condition.path("name").asText());
  }

  private Finding tooMany(JsonNode rule, int room) {
    return Finding.warning(
        Subject.ROUTE,
        "TooManyAdapters",
        "spec.model.lora.adapters",
        "rule %s has room for the header matches of %d adapters; not routed by header: %s"
            .formatted(
                rule.path("name").asText("without a name"),
                room,
                String.join(", ", adapters.subList(room, adapters.size()))));
  }
}
