package io.llmisvc.memo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by key: those used last. Keys and values must not change. Safe for many threads. */
public final class Recent<K, V> {
  private final Map<K, V> values;

  /**
   * @param most how many values are kept
   */
  public Recent(int most) {
    this.values =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  public synchronized @Nullable V get(K key) {
    return values.get(key);
  }

  public synchronized void put(K key, V value) {
    values.put(key, value);
  }

  public synchronized void remove(K key) {
    values.remove(key);
  }
}
