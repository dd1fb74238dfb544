package io.llmisvc.memo;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Several sorted values by key; a key without values takes no room. For one thread at a time. */
public final class Index<K, V extends Comparable<V>> {
  private final Comparator<? super V> order;
  private final Map<K, SortedSet<V>> values = new HashMap<>();

  public Index() {
    this(Comparator.naturalOrder());
  }

  /**
   * @param order in which values stand that are looked at by range; equal are only equal ones
   */
  public Index(Comparator<? super V> order) {
    this.order = order;
  }

  public void add(K key, V value) {
    values.computeIfAbsent(key, k -> new TreeSet<>(order)).add(value);
  }

  public void remove(K key, V value) {
    values.computeIfPresent(
        key,
        (k, present) -> {
          present.remove(value);
          return present.isEmpty() ? null : present;
        });
  }

  /** In order; it changes when the index does. */
  public SortedSet<V> get(K key) {
    return values.getOrDefault(key, Collections.emptySortedSet());
  }
}
