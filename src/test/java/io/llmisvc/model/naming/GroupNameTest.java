package io.llmisvc.model.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupNameTest {
  private static final String SUFFIX = "-kserve-mn-prefill";

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32})
  void keepsWhatLeavesRoomForTheFirstGroups(int length) {
    String parent = "n".repeat(length);
    assertThat(GroupName.of(parent, SUFFIX)).isEqualTo(parent + SUFFIX);
  }

  @ParameterizedTest
  @ValueSource(ints = {33, 63, 253})
  void shortensWhatLeavesNone(int length) {
    // Given
    String parent = "n".repeat(length);
    // When
    String name = GroupName.of(parent, SUFFIX);
    // Then
    assertThat(name).matches("n{20}[0-9a-f]{10}" + SUFFIX);
    assertThat(name + "-999-1234567890").hasSize(63);
    assertThat(GroupName.of("n".repeat(length - 1) + "m", SUFFIX)).isNotEqualTo(name);
  }
}
