package io.llmisvc.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values of a label that come from elsewhere, such as a reason that another controller wrote: those
 * that we give ourselves and the first others that are seen stay, all more are {@code other}, so
 * that nobody can fill the memory of who scrapes, or keep an alert from what it is about.
 */
public final class Bounded {
  /** In the place of what is too much. */
  public static final String OTHER = "other";

  private final int limit;
  private final Set<String> own;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /**
   * @param limit of different values
   */
  public Bounded(int limit) {
    this(limit, Set.of());
  }

  /**
   * @param limit of different values beside our own
   * @param own values that always stay
   */
  public Bounded(int limit, Set<String> own) {
    this.limit = limit;
    this.own = Set.copyOf(own);
  }

  /** The value itself, or {@link #OTHER}. */
  public String of(String value) {
    if (own.contains(value) || seen.contains(value)) {
      return value;
    }
    synchronized (seen) {
      return seen.size() < limit && seen.add(value) ? value : OTHER;
    }
  }
}
