package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.facts.Lookup;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.status.condition.ConditionStatus;
import io.llmisvc.status.condition.LiveCondition;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.List;
import java.util.Optional;

/** Whether the Gateways in use are programmed. */
final class GatewaysCondition {
  private GatewaysCondition() {}

  /** The shared default Gateway is not the service's to report on. */
  static boolean applies(RoutesInUse routing) {
    StatusContext context = routing.context();
    return context.plans(ChildRole.GATEWAY) || !context.router().gateways().isEmpty();
  }

  static Verdict of(RoutesInUse routing) {
    List<Verdict> verdicts =
        routing.gateways().stream().map(name -> verdict(routing, name)).toList();
    Verdict all = Verdict.all(verdicts);
    if (all.status() == ConditionStatus.TRUE) {
      return all;
    }
    return new Verdict(
        all.status(),
        all.reason(),
        StatusContext.joined(
            verdicts.stream().filter(v -> v.reason().equals(all.reason())).map(Verdict::message)));
  }

  /** Why a Gateway that is not there is not there. */
  static Verdict missing(StatusContext context, NamespacedName name) {
    return Verdict.no(
        Reason.REFS_INVALID,
        context.facts().serves(Kind.GATEWAY)
            ? "Gateway " + name + " does not exist"
            : "Gateway " + name + " cannot exist: the cluster does not serve the Gateway API");
  }

  private static Verdict verdict(RoutesInUse routing, NamespacedName name) {
    return switch (routing.gateway(name)) {
      case Lookup.Found(var gateway) -> programmed(name, gateway);
      case Lookup.Absent() -> missing(routing.context(), name);
      case Lookup.Unknown() ->
          Verdict.unknown(Reason.PENDING, "Gateway " + name + " was not read yet");
    };
  }

  private static Verdict programmed(NamespacedName name, JsonNode gateway) {
    Optional<LiveCondition> programmed = LiveCondition.find(gateway.path("status"), "Programmed");
    if (programmed.filter(LiveCondition::isTrue).isPresent()) {
      return Verdict.YES;
    }
    String why = programmed.map(LiveCondition::text).orElse("no controller has programmed it");
    return Verdict.no(
        Reason.GATEWAYS_NOT_READY, "Gateway " + name + " is not ready: " + why + listener(gateway));
  }

  /** The first listener whose references are refused, such as that to its certificate. */
  private static String listener(JsonNode gateway) {
    for (JsonNode listener : gateway.at("/status/listeners")) {
      Optional<LiveCondition> refused =
          LiveCondition.find(listener, "ResolvedRefs").filter(LiveCondition::isFalse);
      if (refused.isPresent()) {
        return "; its listener %s says %s"
            .formatted(listener.path("name").asText(), refused.get().text());
      }
    }
    return "";
  }
}
