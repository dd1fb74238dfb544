package io.llmisvc.memo;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/** Values by key: those used last. Keys and values must not change. Safe for many threads. */
public final class LruCache<K, V> {
  private final Map<K, V> values = new LinkedHashMap<>(64, 0.75f, true);
  private final int most;
  private final long heaviest;
  private final ToLongBiFunction<K, V> weight;
  private long total;

  /**
   * @param most how many values are kept
   */
  public LruCache(int most) {
    this(most, Long.MAX_VALUE, (key, value) -> 0);
  }

  /**
   * @param heaviest what the values that are kept weigh together at most; one that weighs more than
   *     an eighth of it is not kept, since it would drive out too much else
   */
  public LruCache(int most, long heaviest, ToLongBiFunction<K, V> weight) {
    this.most = most;
    this.heaviest = heaviest;
    this.weight = weight;
  }

  public synchronized @Nullable V get(K key) {
    return values.get(key);
  }

  public synchronized void put(K key, V value) {
    long added = weight.applyAsLong(key, value);
    if (added > heaviest / 8) {
      return;
    }
    V replaced = values.put(key, value);
    total += added - (replaced == null ? 0 : weight.applyAsLong(key, replaced));
    Iterator<Map.Entry<K, V>> eldest = values.entrySet().iterator();
    while (values.size() > most || total > heaviest) {
      Map.Entry<K, V> old = eldest.next();
      total -= weight.applyAsLong(old.getKey(), old.getValue());
      eldest.remove();
    }
  }

  public synchronized void remove(K key) {
    V removed = values.remove(key);
    total -= removed == null ? 0 : weight.applyAsLong(key, removed);
  }
}
