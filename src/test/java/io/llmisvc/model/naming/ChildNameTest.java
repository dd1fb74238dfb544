package io.llmisvc.model.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChildNameTest {
  @Test
  void joinsWhatFits() {
    assertThat(ChildName.of("llama", "-kserve")).isEqualTo("llama-kserve");
    assertThat(ChildName.of("n".repeat(56), "-kserve")).isEqualTo("n".repeat(56) + "-kserve");
  }

  @Test
  void hashesTheParentAndKeepsAShortSuffix() {
    assertThat(ChildName.of("n".repeat(57), "-kserve"))
        .isEqualTo("n".repeat(24) + "00826ccb87e5768fefd9a4738068b827" + "-kserve");
    assertThat(ChildName.of("n".repeat(52), "-kserve-workload-svc"))
        .isEqualTo("n".repeat(11) + "bc3e580b84040f80b5cc958bbb82b2a7" + "-kserve-workload-svc");
  }

  @Test
  void hashesBothWhenTheSuffixIsLong() {
    // Given
    String parent = "p".repeat(40);
    String suffix = "-" + "s".repeat(40);

    // When
    String name = ChildName.of(parent, suffix);

    // Then
    assertThat(name).hasSize(63).matches("p{31}[0-9a-f]{32}");
  }

  @Test
  void fillsUpWithTheHeadOfALongSuffix() {
    // Given
    String suffix = "-" + "s".repeat(70);

    // When
    String name = ChildName.of("ns", suffix);

    // Then
    assertThat(name).hasSize(63).matches("ns[0-9a-f]{32}-s{28}");
  }

  @Test
  void endsInALetterOrDigit() {
    // Given
    String suffix = "-".repeat(70);

    // When
    String name = ChildName.of("ns", suffix);

    // Then
    assertThat(name).matches("ns[0-9a-f]{32}");
  }
}
