package io.llmisvc.capacity;

import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.util.Map;

/**
 * Pods of a service that are alike.
 *
 * @param child what runs them
 * @param part {@code leader} or {@code worker} of groups that have both, else empty
 * @param counts how many there are, for each moment
 */
public record WorkloadPods(
    NamespacedName service,
    ObjectKey child,
    String part,
    PodNeeds needs,
    Map<Moment, Long> counts) {
  public WorkloadPods {
    counts = Map.copyOf(counts);
  }

  public long count(Moment moment) {
    return counts.getOrDefault(moment, 0L);
  }

  /** What one of them asks for. */
  public Amounts each() {
    return needs.requests();
  }

  /** What all of them ask for. */
  public Amounts total(Moment moment) {
    return each().times(count(moment));
  }

  boolean claims() {
    return each().names().stream().anyMatch(name -> name.startsWith(Amounts.DEVICES));
  }
}
