package io.llmisvc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsEnvironmentTest {
  @Test
  void isOpenByDefault() {
    assertThat(MetricsEnvironment.of(Map.of()))
        .isEqualTo(new MetricsEnvironment(false, "0.0.0.0", 8443));
  }

  @Test
  void readsWhatIsSet() {
    assertThat(
            MetricsEnvironment.of(
                Map.of(
                    "LLMISVC_METRICS_SECURE", "true",
                    "LLMISVC_METRICS_ADDRESS", "127.0.0.1",
                    "LLMISVC_METRICS_PORT", "0")))
        .isEqualTo(new MetricsEnvironment(true, "127.0.0.1", 0));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricsEnvironment.of(Map.of("LLMISVC_METRICS_PORT", "https")))
        .withMessage("LLMISVC_METRICS_PORT is \"https\", but must be a number up to 65535");
  }
}
