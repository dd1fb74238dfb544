package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ObjectReference;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.facts.Membership;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.PoolSource;
import io.llmisvc.model.router.RouteSource;
import io.llmisvc.model.router.TrafficSplit;
import io.llmisvc.tree.Trees;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a service says of itself to the others of its routing group, and what follows from it. */
public final class GroupMembership {
  private GroupMembership() {}

  /** Who splits the traffic of the service's group; empty when it is in none. */
  public static Optional<TrafficSplit> split(EffectiveSpec effective, Facts facts) {
    return of(effective, facts)
        .map(own -> TrafficSplit.of(own, effective.modelName(), facts.group()));
  }

  private static Optional<Membership> of(EffectiveSpec effective, Facts facts) {
    return effective.router().route() instanceof RouteSource.Managed route
            && route.spec() != null
            && !route.group().isEmpty()
        ? Optional.of(
            new Membership(
                route.group(),
                new GroupMember(
                    effective.service().name(),
                    route.weight(),
                    phase(effective.service()),
                    !effective.service().isStopped() && facts.group().ready(),
                    backend(effective, facts),
                    ModelNames.names(effective))))
        : Optional.empty();
  }

  /**
   * What a stored service said last, by its status. One that runs is in a group once a pass said so
   * in its status, because before nothing of it is there, or by its spec when it has no status at
   * all; whether it is ready has to be added.
   */
  public static Optional<Membership> stored(ObjectNode service) {
    ServiceMeta meta = ServiceMeta.of(service);
    JsonNode route = service.at("/spec/router/route");
    JsonNode reported = service.at("/status/router/group");
    String group = reported.path("name").asText(route.path("group").asText());
    Optional<JsonNode> entry =
        reported
            .path("members")
            .valueStream()
            .filter(member -> member.path("name").asText().equals(meta.name()))
            .findFirst();
    boolean isUnborn =
        phase(meta) == GroupMember.Phase.RUNNING && entry.isEmpty() && service.has("status");
    if (group.isEmpty() || isUnborn) {
      return Optional.empty();
    }
    int weight =
        entry.map(member -> member.path("weight").asInt()).orElse(route.path("weight").asInt());
    return Optional.of(
        new Membership(
            group,
            new GroupMember(
                meta.name(),
                weight,
                phase(meta),
                false,
                entry
                    .map(member -> Trees.read(member.path("backendRef"), ObjectReference.class))
                    .orElseGet(() -> backend(service, meta)),
                ModelNames.ofStored(service, meta).collect(Collectors.toUnmodifiableSet()))));
  }

  private static GroupMember.Phase phase(ServiceMeta service) {
    if (service.deleting()) {
      return GroupMember.Phase.LEAVING;
    }
    return service.isStopped() ? GroupMember.Phase.STOPPED : GroupMember.Phase.RUNNING;
  }

  private static ObjectReference backend(EffectiveSpec effective, Facts facts) {
    ServiceMeta service = effective.service();
    return switch (effective.router().pool()) {
      case PoolSource.None() -> reference(Kind.SERVICE, ChildRole.WORKLOAD_SERVICE.name(service));
      case PoolSource.Managed pool -> reference(served(facts), pool.name());
      case PoolSource.Referenced(String name) -> reference(served(facts, service, name), name);
    };
  }

  private static Kind served(Facts facts) {
    return !facts.serves(Kind.INFERENCE_POOL) && facts.serves(Kind.INFERENCE_POOL_V1ALPHA2)
        ? Kind.INFERENCE_POOL_V1ALPHA2
        : Kind.INFERENCE_POOL;
  }

  /** A pool of somebody else is in the older group, unless it is known not to be there. */
  private static Kind served(Facts facts, ServiceMeta service, String pool) {
    return facts.find(Kind.INFERENCE_POOL_V1ALPHA2, service.namespace(), pool).isAbsent()
        ? Kind.INFERENCE_POOL
        : Kind.INFERENCE_POOL_V1ALPHA2;
  }

  /** As far as the spec of a stopped service tells: until its next pass only others show it. */
  private static ObjectReference backend(ObjectNode service, ServiceMeta meta) {
    JsonNode scheduler = service.at("/spec/router/scheduler");
    String pool = scheduler.at("/pool/ref/name").asText();
    if (!pool.isEmpty()) {
      return reference(Kind.INFERENCE_POOL_V1ALPHA2, pool);
    }
    return scheduler.isObject()
        ? reference(Kind.INFERENCE_POOL, ChildRole.POOL.name(meta))
        : reference(Kind.SERVICE, ChildRole.WORKLOAD_SERVICE.name(meta));
  }

  private static ObjectReference reference(Kind kind, String name) {
    return new ObjectReference(kind.group(), kind.kind(), name, null);
  }
}
