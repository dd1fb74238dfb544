package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.api.GatewaySpec;
import io.llmisvc.api.RouterSpec;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Kind;
import io.llmisvc.model.Lookup;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.status.condition.LiveCondition;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Truth;
import io.llmisvc.status.condition.Verdict;
import java.util.List;
import java.util.Optional;

/** Whether the Gateways in use are programmed. */
final class GatewaysCondition {
  private GatewaysCondition() {}

  /** The shared default Gateway is not the service's to report on. */
  static boolean applies(Routing routing) {
    Pass pass = routing.pass();
    Optional<GatewaySpec> gateway = pass.router().map(RouterSpec::gateway);
    return pass.plans(ChildRole.GATEWAY)
        || gateway.filter(spec -> !spec.refs().isEmpty()).isPresent();
  }

  static Verdict of(Routing routing) {
    List<Verdict> verdicts =
        routing.gateways().stream().map(name -> verdict(routing, name)).toList();
    Verdict all = Verdict.all(verdicts);
    if (all.truth() == Truth.TRUE) {
      return all;
    }
    return new Verdict(
        all.truth(),
        all.reason(),
        Pass.joined(
            verdicts.stream().filter(v -> v.reason().equals(all.reason())).map(Verdict::message)));
  }

  /** Why a Gateway that is not there is not there. */
  static Verdict missing(Pass pass, NamespacedName name) {
    return Verdict.no(
        Reason.REFS_INVALID,
        pass.facts().serves(Kind.GATEWAY)
            ? "Gateway " + name + " does not exist"
            : "Gateway " + name + " cannot exist: the cluster does not serve the Gateway API");
  }

  private static Verdict verdict(Routing routing, NamespacedName name) {
    return switch (routing.gateway(name)) {
      case Lookup.Found(var gateway) -> programmed(name, gateway);
      case Lookup.Absent() -> missing(routing.pass(), name);
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
    return Verdict.no(Reason.GATEWAYS_NOT_READY, "Gateway " + name + " is not ready: " + why);
  }
}
