package io.llmisvc.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.llmisvc.api.InferencePoolSource;
import io.llmisvc.api.RouterSpec;
import io.llmisvc.api.SchedulerSpec;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.ChildSuffix;
import io.llmisvc.model.Kind;
import io.llmisvc.model.Lookup;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.ObjectKey;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the Gateways in use have accepted the pool. */
final class PoolCondition {
  private PoolCondition() {}

  /** The pool of somebody else that the service names, when it does. */
  static Optional<NamespacedName> referenced(Pass pass) {
    return pass.router()
        .map(RouterSpec::scheduler)
        .map(SchedulerSpec::pool)
        .map(InferencePoolSource::ref)
        .map(LocalObjectReference::getName)
        .filter(name -> !name.isEmpty())
        .map(name -> new NamespacedName(pass.service().namespace(), name));
  }

  static Verdict of(Routing routing) {
    return referenced(routing.pass())
        .map(name -> theirs(routing, name))
        .orElseGet(() -> ours(routing));
  }

  private static Verdict theirs(Routing routing, NamespacedName name) {
    Lookup lookup = routing.pass().facts().find(Kind.INFERENCE_POOL, name.namespace(), name.name());
    return switch (lookup) {
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
  private static Verdict ours(Routing routing) {
    Pass pass = routing.pass();
    List<Verdict> verdicts =
        Stream.of(
                live(pass, ChildRole.POOL, Kind.INFERENCE_POOL),
                live(pass, ChildRole.POOL_V1ALPHA2, Kind.INFERENCE_POOL_V1ALPHA2))
            .flatMap(Optional::stream)
            .map(pool -> PoolAcceptance.of(pool, routing.gateways()))
            .toList();
    if (verdicts.contains(Verdict.YES)) {
      return Verdict.YES;
    }
    return verdicts.stream().findFirst().orElseGet(() -> nowhere(pass));
  }

  private static Verdict nowhere(Pass pass) {
    if (pass.plans(ChildRole.POOL) || pass.plans(ChildRole.POOL_V1ALPHA2)) {
      return Verdict.unknown(Reason.PENDING, "the InferencePool is not there yet");
    }
    boolean served =
        pass.facts().serves(Kind.INFERENCE_POOL)
            || pass.facts().serves(Kind.INFERENCE_POOL_V1ALPHA2);
    return Verdict.no(
        Reason.INFERENCE_POOL_FETCH_ERROR,
        served
            ? "no InferencePool is planned"
            : "the cluster does not serve InferencePool; install the Gateway API inference extension");
  }

  private static Optional<ObjectNode> live(Pass pass, ChildRole role, Kind kind) {
    ObjectKey key = pass.key(role, kind, ChildSuffix.INFERENCE_POOL);
    return pass.live(key);
  }
}
