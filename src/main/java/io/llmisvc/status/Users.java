package io.llmisvc.status;

import io.llmisvc.model.naming.NamespacedName;
import java.util.List;
import java.util.SortedSet;

/**
 * The services that use a config, as many as a status has room for.
 *
 * @param count of all of them
 * @param first in the order of names, at most {@link #LISTED}
 */
public record Users(int count, List<NamespacedName> first) {
  /** So many services are listed by name: a status has to stay small beside a spec. */
  public static final int LISTED = 100;

  public Users {
    first = List.copyOf(first);
  }

  public static Users of(SortedSet<NamespacedName> all) {
    return new Users(all.size(), all.stream().limit(LISTED).toList());
  }

  public boolean isNone() {
    return count == 0;
  }
}
