package io.llmisvc.reconcile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Several values by key; a key without values takes no room. For one thread at a time. */
final class Index<K, V> {
  private final Map<K, Set<V>> values = new HashMap<>();

  void add(K key, V value) {
    values.computeIfAbsent(key, k -> new HashSet<>()).add(value);
  }

  void remove(K key, V value) {
    values.computeIfPresent(
        key,
        (k, present) -> {
          present.remove(value);
          return present.isEmpty() ? null : present;
        });
  }

  Set<V> get(K key) {
    return values.getOrDefault(key, Set.of());
  }
}
