package io.llmisvc.reconcile;

import io.llmisvc.cluster.StoredService;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.naming.ServiceMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a service leaves its routing group when it is deleted: last, so that no route of another
 * member leads to what is gone. It waits only so long, because a member that is broken never
 * changes its route.
 */
final class Departure {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final OperatorRuntime runtime;

  Departure(OperatorRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * Tells the group that the service goes.
   *
   * @return what still keeps it, in words; empty when it can go
   */
  Optional<String> begin(StoredService service, ServiceMeta meta) {
    runtime.settling().noteLeaving(service.id());
    Instant end = Instant.parse(service.getMetadata().getDeletionTimestamp()).plus(PATIENCE);
    if (!runtime.clock().instant().isBefore(end)) {
      return Optional.empty();
    }
    return runtime.settling().group(service.id()).siblings().stream()
        .filter(member -> member.phase() != GroupMember.Phase.LEAVING)
        .map(member -> other(meta, member))
        .filter(other -> leadsTo(other, meta))
        .map(
            other ->
                "the HTTPRoute of LLMInferenceService %s, of the same routing group, still leads here; waiting for it until %s"
                    .formatted(other.id(), end))
        .findFirst();
  }

  private boolean leadsTo(ServiceMeta other, ServiceMeta leaving) {
    return runtime
        .cluster()
        .child(ChildRole.ROUTE.key(other))
        .filter(route -> runtime.planner().isNeededBy(leaving, route))
        .isPresent();
  }

  private static ServiceMeta other(ServiceMeta meta, GroupMember member) {
    return new ServiceMeta(meta.namespace(), member.service(), null, 0, Map.of(), Map.of(), false);
  }
}
