package io.llmisvc.memo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
  private final Recent<String, Integer> recent = new Recent<>(2);

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
}
