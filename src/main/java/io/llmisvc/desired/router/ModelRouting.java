package io.llmisvc.desired.router;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderMatchBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatchBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRuleBuilder;
import io.llmisvc.api.LLMModelSpec;
import io.llmisvc.model.Desired;
import io.llmisvc.model.Finding;
import io.llmisvc.model.Kind;
import io.llmisvc.model.Labels;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.Settings.ModelRoutingMode;
import io.llmisvc.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Routing by the header that names a model. Off, what matches on the header goes; on, each such
 * match is repeated for every LoRA adapter.
 */
final class ModelRouting {
  /** What the Gateway API takes in one rule, and in all rules of a route. */
  private static final int MATCHES_PER_RULE = 64;

  private static final int MATCHES_PER_ROUTE = 128;

  private final Routing routing;
  private final String header;
  private final List<String> adapters;

  private ModelRouting(Routing routing) {
    this.routing = routing;
    this.header = routing.settings().ingress().modelRoutingHeader();
    this.adapters = adapters(routing);
  }

  record Result(List<HTTPRouteRule> rules, Desired findings) {}

  static Result of(Routing routing, List<HTTPRouteRule> rules) {
    ModelRouting modelRouting = new ModelRouting(routing);
    if (!modelRouting.isOn()) {
      return new Result(modelRouting.stripped(rules), Desired.NOTHING);
    }
    return modelRouting.expanded(rules);
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

  private List<HTTPRouteRule> stripped(List<HTTPRouteRule> rules) {
    List<HTTPRouteRule> result = new ArrayList<>();
    for (HTTPRouteRule rule : rules) {
      List<HTTPRouteMatch> kept =
          rule.getMatches().stream().filter(match -> !usesHeader(match)).toList();
      if (!kept.isEmpty() || rule.getMatches().isEmpty()) {
        result.add(new HTTPRouteRuleBuilder(rule).withMatches(kept).build());
      }
    }
    return result;
  }

  private Result expanded(List<HTTPRouteRule> rules) {
    List<HTTPRouteRule> result = new ArrayList<>();
    List<Desired> findings = new ArrayList<>();
    int spare = MATCHES_PER_ROUTE - rules.stream().mapToInt(ModelRouting::matches).sum();
    for (HTTPRouteRule rule : rules) {
      long byModel = rule.getMatches().stream().filter(this::usesHeader).count();
      int room = byModel == 0 ? 0 : room(rule, spare, (int) byModel);
      if (byModel > 0 && room < adapters.size()) {
        findings.add(Desired.finding(tooMany(rule, room)));
      }
      HTTPRouteRule expanded = expanded(rule, adapters.subList(0, Math.min(room, adapters.size())));
      spare -= matches(expanded) - matches(rule);
      result.add(expanded);
    }
    return new Result(result, Desired.all(findings));
  }

  /** For how many adapters the rule can repeat its matches. */
  private static int room(HTTPRouteRule rule, int spare, int byModel) {
    return Math.max(0, Math.min(MATCHES_PER_RULE - matches(rule), spare) / byModel);
  }

  private HTTPRouteRule expanded(HTTPRouteRule rule, List<String> fitting) {
    List<HTTPRouteMatch> matches = new ArrayList<>(rule.getMatches());
    for (HTTPRouteMatch match : rule.getMatches()) {
      if (usesHeader(match)) {
        fitting.stream()
            .map(adapter -> forAdapter(match, adapter))
            .filter(copy -> !matches.contains(copy))
            .forEach(matches::add);
      }
    }
    return new HTTPRouteRuleBuilder(rule).withMatches(matches).build();
  }

  private static int matches(HTTPRouteRule rule) {
    return rule.getMatches().size();
  }

  private HTTPRouteMatch forAdapter(HTTPRouteMatch match, String adapter) {
    String value = "publishers/" + routing.service().namespace() + "/models/" + adapter;
    List<HTTPHeaderMatch> headers =
        match.getHeaders().stream()
            .map(
                condition ->
                    header.equals(condition.getName())
                        ? new HTTPHeaderMatchBuilder(condition).withValue(value).build()
                        : condition)
            .toList();
    return new HTTPRouteMatchBuilder(match).withHeaders(headers).build();
  }

  private boolean usesHeader(HTTPRouteMatch match) {
    return match.getHeaders().stream().anyMatch(condition -> header.equals(condition.getName()));
  }

  private static List<String> adapters(Routing routing) {
    LLMModelSpec model = routing.effective().spec().model();
    return model == null || model.lora() == null
        ? List.of()
        : model.lora().adapters().stream()
            .map(adapter -> Objects.requireNonNullElse(adapter.name(), ""))
            .filter(name -> !name.isEmpty())
            .distinct()
            .sorted()
            .toList();
  }

  private Finding tooMany(HTTPRouteRule rule, int room) {
    return Finding.warning(
        Subject.ROUTE,
        "TooManyAdapters",
        "spec.model.lora.adapters",
        "rule %s has room for the header matches of %d adapters; not routed by header: %s"
            .formatted(
                Objects.requireNonNullElse(rule.getName(), "without a name"),
                room,
                String.join(", ", adapters.subList(room, adapters.size()))));
  }
}
