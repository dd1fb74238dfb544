package io.llmisvc.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.facts.Lookup;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.router.PoolSource;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the Gateways in use have accepted the pool. */
final class PoolCondition {
  private PoolCondition() {}

  static Verdict of(RoutesInUse routing) {
    StatusContext context = routing.context();
    return switch (context.router().pool()) {
      case PoolSource.Referenced(String name) ->
          theirs(routing, context.service().named(null, name));
      case PoolSource.Managed managed -> ours(routing);
      case PoolSource.None() -> ours(routing);
    };
  }

  private static Verdict theirs(RoutesInUse routing, NamespacedName name) {
    return switch (ReferencedPool.of(routing.context(), name.name()).lookup()) {
      case Lookup.Found(var pool) -> PoolAcceptance.of(pool, routing.gateways());
      case Lookup.Absent() ->
          Verdict.no(
              Reason.INFERENCE_POOL_FETCH_ERROR,
              "InferencePool %s does not exist; make it or change spec.router.scheduler.pool.ref"
                  .formatted(name));
      case Lookup.Unknown() ->
          Verdict.unknown(Reason.PENDING, "InferencePool " + name + " was not read yet");
    };
  }

  /** One API group is enough: a gateway implements one of the two. */
  private static Verdict ours(RoutesInUse routing) {
    StatusContext context = routing.context();
    List<Verdict> verdicts =
        Stream.of(live(context, ChildRole.POOL), live(context, ChildRole.POOL_V1ALPHA2))
            .flatMap(Optional::stream)
            .map(pool -> PoolAcceptance.of(pool, routing.gateways()))
            .toList();
    if (verdicts.contains(Verdict.YES)) {
      return Verdict.YES;
    }
    return verdicts.stream().findFirst().orElseGet(() -> nowhere(context));
  }

  private static Verdict nowhere(StatusContext context) {
    if (context.plans(ChildRole.POOL) || context.plans(ChildRole.POOL_V1ALPHA2)) {
      return Verdict.unknown(Reason.PENDING, "the InferencePool is not there yet");
    }
    boolean served =
        context.facts().serves(Kind.INFERENCE_POOL)
            || context.facts().serves(Kind.INFERENCE_POOL_V1ALPHA2);
    return Verdict.no(
        Reason.INFERENCE_POOL_FETCH_ERROR,
        served
            ? "no InferencePool is planned"
            : "the cluster does not serve InferencePool; install the Gateway API inference"
                + " extension");
  }

  private static Optional<ObjectNode> live(StatusContext context, ChildRole role) {
    return context.live(context.key(role));
  }
}
