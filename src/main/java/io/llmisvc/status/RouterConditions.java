package io.llmisvc.status;

import io.llmisvc.model.ChildRole;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.router.PoolSource;
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
  private final StatusContext context;
  private final RoutesInUse routing;
  private final Map<ConditionType, Verdict> verdicts = new LinkedHashMap<>();

  private RouterConditions(RoutesInUse routing) {
    this.context = routing.context();
    this.routing = routing;
  }

  static Map<ConditionType, Verdict> of(RoutesInUse routing, Discovery discovery) {
    StatusContext context = routing.context();
    if (context.spec().isEmpty() && !context.isStopped()) {
      return kept(context);
    }
    return new RouterConditions(routing).all(discovery);
  }

  private Map<ConditionType, Verdict> all(Discovery discovery) {
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
        context.router().hasScheduler(),
        () -> PoolCondition.of(routing));
    put(
        ConditionType.SCHEDULER_WORKLOAD_READY,
        Subject.SCHEDULER,
        context.router().pool() instanceof PoolSource.Managed,
        () -> rollout(ConditionType.SCHEDULER_WORKLOAD_READY, ChildRole.SCHEDULER_DEPLOYMENT));
    put(
        ConditionType.TOKENIZER_READY,
        Subject.TOKENIZER,
        context.router().pool().hasTokenizer(),
        () -> rollout(ConditionType.TOKENIZER_READY, ChildRole.TOKENIZER_DEPLOYMENT));
    return verdicts;
  }

  private void put(
      ConditionType type, Subject subject, boolean applies, Supplier<Verdict> verdict) {
    if (applies || context.isStopped() || context.hasProblem(subject)) {
      verdicts.put(type, context.obstacle(subject).orElseGet(verdict));
    }
  }

  private Verdict rollout(ConditionType type, ChildRole deployment) {
    ObjectKey key = context.key(deployment);
    return new Rollout(context, type, key)
        .ofAny()
        .orElseGet(() -> Verdict.unknown(Reason.PENDING, key + " is not there yet"));
  }

  /** A service that cannot be composed keeps its routes, and what was last said about them. */
  private static Map<ConditionType, Verdict> kept(StatusContext context) {
    Map<ConditionType, Verdict> kept =
        new EnumMap<>(new Conditions(context.previousConditions()).verdicts());
    kept.keySet().retainAll(ConditionType.BELOW_ROUTER);
    return kept;
  }
}
