package io.llmisvc.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values of a label that come from elsewhere, such as a reason that another controller wrote: the
 * first ones that are seen stay, all others are {@code other}, so that nobody can fill the memory
 * of who scrapes.
 */
public final class Bounded {
  /** In the place of what is too much. */
  public static final String OTHER = "other";

  private final int limit;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /**
   * @param limit of different values
   */
  public Bounded(int limit) {
    this.limit = limit;
  }

  /** The value itself, or {@link #OTHER}. */
  public String of(String value) {
    if (seen.contains(value)) {
      return value;
    }
    synchronized (seen) {
      return seen.size() < limit && seen.add(value) ? value : OTHER;
    }
  }
}
