package io.llmisvc.model.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternsTest {

  @ParameterizedTest
  @CsvSource({
    "models, models, true",
    "models, models-2, false",
    "models, Models, false",
    "team-*, team-, true",
    "team-*, team-a, true",
    "team-*, my-team-a, false",
    "*-sa, team-sa, true",
    "*-sa, team-sa2, false",
    "a*a, a, false",
    "a*a, aa, true",
    "a*b*c, a-b-b-c, true",
    "a*bc*bc, abc, false",
    "a*b*c, acb, false",
    "*, anything, true",
    "**, anything, true",
    "a.c, abc, false",
  })
  void takesAStarForAnyText(String pattern, String name, boolean isAllowed) {
    assertThat(new NamePatterns(List.of("other", pattern)).allows(name)).isEqualTo(isAllowed);
  }

  @Test
  void allowsNothingWhenItIsEmpty() {
    assertThat(new NamePatterns(List.of()).allows("default")).isFalse();
  }

  @Test
  void takesTimeThatGrowsWithTheTextOnly() {
    // Given
    String pattern = "a*".repeat(2_000) + "b";
    // When
    boolean isAllowed = new NamePatterns(List.of(pattern)).allows("a".repeat(100_000));
    // Then
    assertThat(isAllowed).isFalse();
  }
}
