package io.llmisvc.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodeOrderTest {
  private static final String DIGEST = "_cXbfAhOWcF90761nQYco7L";

  @Test
  void whatIsCalledFirstStandsFirst() {
    // Given
    CodeOrder order = CodeOrder.of(List.of("# a comment", "B_run", "A_stop", "B_run", "Gone_run"));
    // When
    List<String> sorted = sorted(order, "A_run", "A_stop", "B_run", "C");
    // Then
    assertThat(sorted).containsExactly("B_run", "A_stop", "A_run", "C");
  }

  @Test
  void methodsOfOneNameStandTogether() {
    // Given
    CodeOrder order = CodeOrder.of(List.of("B_run", "A_run"));
    List<String> methods = List.of("A_run_2" + DIGEST, "B_run_1" + DIGEST, "B_run_2" + DIGEST);
    // When
    List<String> sorted = order.sorted(methods, name -> name.replaceFirst("_[12]_", "_"));
    // Then
    assertThat(sorted).containsExactly("B_run_1" + DIGEST, "B_run_2" + DIGEST, "A_run_2" + DIGEST);
  }

  @Test
  void theListOfTheBinaryIsRead() {
    // When
    CodeOrder order = CodeOrder.read();
    // Then
    assertThat(order.places()).containsEntry("IsolateEnterStub_JavaMainWrapper_run", 0);
    assertThat(order.places()).hasSizeGreaterThan(10_000);
  }

  private static List<String> sorted(CodeOrder order, String... names) {
    return order.sorted(List.of(names), name -> name + DIGEST);
  }
}
