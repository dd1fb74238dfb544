package io.llmisvc.model.facts;

import io.llmisvc.model.naming.NamespacedName;
import java.util.Comparator;

/**
 * Another service whose route claims the same place.
 *
 * @param group its routing group; empty when there is none
 */
public record Rival(NamespacedName service, String group, Claim claim)
    implements Comparable<Rival> {
  private static final Comparator<Rival> ORDER =
      Comparator.comparing(Rival::service)
          .thenComparing(rival -> rival.claim.route())
          .thenComparing(rival -> rival.claim.section())
          .thenComparing(rival -> rival.claim.place())
          .thenComparing(rival -> rival.claim.title())
          .thenComparing(Rival::group);

  /** Whether it shares the routing group of another service; that is what a group is for. */
  public boolean isOfGroup(NamespacedName other, String itsGroup) {
    return !group.isEmpty()
        && group.equals(itsGroup)
        && service.namespace().equals(other.namespace());
  }

  @Override
  public int compareTo(Rival other) {
    return ORDER.compare(this, other);
  }
}
