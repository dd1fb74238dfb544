package io.llmisvc.plan;

import java.util.List;

/**
 * What a change of manifests does to all services of them.
 *
 * @param services one for each service that is there before or after, in the order of their names
 */
public record Impact(List<PlanChange> services) {
  public Impact {
    services = List.copyOf(services);
  }

  public long count(PlanChange.Extent extent) {
    return services.stream().filter(service -> service.extent() == extent).count();
  }

  public long count(PlannedChange.Verb verb) {
    return services.stream().mapToLong(service -> service.count(verb)).sum();
  }

  /** Pods that are made anew. */
  public long restarts() {
    return services.stream().mapToLong(PlanChange::restarts).sum();
  }

  /** Pods that go while their services stay. */
  public long removals() {
    return services.stream().mapToLong(PlanChange::removals).sum();
  }

  /** Services with pods that are made anew. */
  public long restarted() {
    return services.stream().filter(service -> service.restarts() > 0).count();
  }

  public long acceleratorsBefore() {
    return services.stream().mapToLong(PlanChange::acceleratorsBefore).sum();
  }

  public long acceleratorsAfter() {
    return services.stream().mapToLong(PlanChange::acceleratorsAfter).sum();
  }
}
