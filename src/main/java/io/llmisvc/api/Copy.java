package io.llmisvc.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Immutable copies that keep the order, with absent as empty; null entries are left out. */
public final class Copy {
  private Copy() {}

  public static <T> List<T> list(@Nullable List<? extends @Nullable T> source) {
    return source == null
        ? List.of()
        : source.stream().filter(Objects::nonNull).<T>map(Objects::requireNonNull).toList();
  }

  public static <K, V> Map<K, V> map(@Nullable Map<K, ? extends @Nullable V> source) {
    if (source == null || source.isEmpty()) {
      return Map.of();
    }
    Map<K, V> copy = new LinkedHashMap<>();
    source.forEach(
        (key, value) -> {
          if (value != null) {
            copy.put(key, value);
          }
        });
    return Collections.unmodifiableMap(copy);
  }
}
