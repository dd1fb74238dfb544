package io.llmisvc.status;

import io.llmisvc.api.RouterSpec;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.ChildSuffix;
import io.llmisvc.model.Kind;
import io.llmisvc.model.ObjectKey;
import io.llmisvc.model.Subject;
import io.llmisvc.status.condition.ConditionType;
import io.llmisvc.status.condition.Conditions;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The conditions below {@code RouterReady}, in the order in which they explain it. */
final class RouterConditions {
  private final Pass pass;
  private final Routing routing;
  private final Map<ConditionType, Verdict> verdicts = new LinkedHashMap<>();

  private RouterConditions(Routing routing) {
    this.pass = routing.pass();
    this.routing = routing;
  }

  static Map<ConditionType, Verdict> of(Routing routing, Discovery discovery) {
    Pass pass = routing.pass();
    if (pass.spec().isEmpty() && !pass.isStopped()) {
      return kept(pass);
    }
    return new RouterConditions(routing).all(discovery);
  }

  private Map<ConditionType, Verdict> all(Discovery discovery) {
    boolean scheduler = pass.router().map(RouterSpec::scheduler).isPresent();
    boolean picker = scheduler && PoolCondition.referenced(pass).isEmpty();
    put(
        ConditionType.GATEWAYS_READY,
        Subject.GATEWAY,
        GatewaysCondition.applies(routing),
        () -> GatewaysCondition.of(routing));
    put(
        ConditionType.HTTP_ROUTES_READY,
        Subject.ROUTE,
        routing.isWanted(),
        () -> RoutesCondition.of(routing, discovery));
    put(
        ConditionType.INFERENCE_POOL_READY,
        Subject.POOL,
        scheduler,
        () -> PoolCondition.of(routing));
    put(ConditionType.SCHEDULER_WORKLOAD_READY, Subject.SCHEDULER, picker, this::picker);
    if (pass.isStopped()) {
      verdicts.put(ConditionType.TOKENIZER_READY, Pass.STOPPED);
    }
    return verdicts;
  }

  private void put(
      ConditionType type, Subject subject, boolean applies, Supplier<Verdict> verdict) {
    if (applies || pass.isStopped() || pass.hasProblem(subject)) {
      verdicts.put(type, pass.obstacle(subject).orElseGet(verdict));
    }
  }

  private Verdict picker() {
    ObjectKey key =
        pass.key(ChildRole.SCHEDULER_DEPLOYMENT, Kind.DEPLOYMENT, ChildSuffix.SCHEDULER);
    return pass.live(key)
        .map(live -> Rollout.ofPicker(key, live))
        .orElseGet(() -> Verdict.unknown(Reason.PENDING, key + " is not there yet"));
  }

  /** A service that cannot be composed keeps its routes, and what was last said about them. */
  private static Map<ConditionType, Verdict> kept(Pass pass) {
    Map<ConditionType, Verdict> kept =
        new EnumMap<>(new Conditions(pass.previousConditions()).verdicts());
    kept.keySet().retainAll(ConditionType.BELOW_ROUTER);
    return kept;
  }
}
