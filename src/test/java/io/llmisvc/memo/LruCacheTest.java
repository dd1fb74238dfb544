package io.llmisvc.memo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LruCacheTest {
  private final LruCache<String, Integer> recent = new LruCache<>(2);

  @Test
  void keepsWhatWasUsedLast() {
    // Given
    recent.put("a", 1);
    recent.put("b", 2);
    // When
    recent.get("a");
    recent.put("c", 3);
    // Then
    assertThat(recent.get("a")).isEqualTo(1);
    assertThat(recent.get("b")).isNull();
    assertThat(recent.get("c")).isEqualTo(3);
  }

  @Test
  void replacesTheValueOfAKey() {
    // Given
    recent.put("a", 1);
    // When
    recent.put("a", 2);
    // Then
    assertThat(recent.get("a")).isEqualTo(2);
  }

  @Test
  void keepsNoMoreThanTheWeightAllows() {
    // Given
    LruCache<String, String> light = new LruCache<>(100, 80, (key, value) -> value.length());
    // When
    for (int i = 0; i < 20; i++) {
      light.put("k" + i, "12345678");
    }
    light.put("k19", "1");
    light.put("new", "1234567");
    light.put("heavy", "12345678901");
    // Then
    assertThat(light.get("k9")).isNull();
    assertThat(light.get("k10")).isEqualTo("12345678");
    assertThat(light.get("k19")).isEqualTo("1");
    assertThat(light.get("new")).isEqualTo("1234567");
    assertThat(light.get("heavy")).isNull();
  }

  @Test
  void hasRoomAgainForWhatWasRemoved() {
    // Given
    LruCache<String, String> light = new LruCache<>(100, 80, (key, value) -> value.length());
    // When
    for (int i = 0; i < 20; i++) {
      light.put("gone", "12345678");
      light.remove("gone");
    }
    light.put("here", "12345678");
    // Then
    assertThat(light.get("here")).isEqualTo("12345678");
  }
}
