package io.llmisvc.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTextTest {
  @ParameterizedTest
  @CsvSource({
    "8, 8",
    "100m, 0.1",
    "1u, 0.000001",
    "1n, 0.000000001",
    "1.5, 1.5",
    ".5, 0.5",
    "2k, 2000",
    "3M, 3000000",
    "1Ki, 1024",
    "2Gi, 2147483648",
    "1Ei, 1152921504606846976",
    "1E, 1000000000000000000",
    "1e3, 1000",
    "-1, -1"
  })
  void readsWhatKubernetesWrites(String text, BigDecimal amount) {
    assertThat(QuantityText.amount(text))
        .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(amount));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1 ", "1  ", "1x", "1iK", "1mi", "1e999999999", "0x1", "1 Gi"})
  void refusesWhatIsNone(String text) {
    assertThat(QuantityText.amount(text)).isEmpty();
  }
}
