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
  /** What the Gateway API takes in one rule. */
  private static final int MATCHES_PER_RULE = 64;

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
    List<Desired> findings = new ArrayList<>();
    List<HTTPRouteRule> expanded =
        rules.stream().map(rule -> modelRouting.expanded(rule, findings)).toList();
    return new Result(expanded, Desired.all(findings));
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

  private HTTPRouteRule expanded(HTTPRouteRule rule, List<Desired> findings) {
    List<HTTPRouteMatch> own = rule.getMatches();
    List<HTTPRouteMatch> byModel = own.stream().filter(this::usesHeader).toList();
    if (byModel.isEmpty() || adapters.isEmpty()) {
      return rule;
    }
    int room = Math.max(0, (MATCHES_PER_RULE - own.size()) / byModel.size());
    if (room < adapters.size()) {
      findings.add(Desired.finding(tooMany(rule, room)));
    }
    List<String> fitting = adapters.subList(0, Math.min(room, adapters.size()));
    List<HTTPRouteMatch> matches = new ArrayList<>(own);
    for (HTTPRouteMatch match : byModel) {
      fitting.stream()
          .map(adapter -> forAdapter(match, adapter))
          .filter(copy -> !matches.contains(copy))
          .forEach(matches::add);
    }
    return new HTTPRouteRuleBuilder(rule).withMatches(matches).build();
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
