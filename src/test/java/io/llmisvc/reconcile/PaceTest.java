package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.llmisvc.api.status.LLMInferenceServiceConfigStatus;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final SettableClock clock = new SettableClock();
  private final Pace pace = new Pace(clock);

  @Test
  void letsTheNextWriteOfAConfigWaitForASecond() {
    // When
    pace.wrote(config(1).id());
    // Then
    assertThat(pace.untilNext(config(1), status(1))).isEqualTo(Duration.ofSeconds(1));
    // When
    clock.advance(Duration.ofMillis(400));
    // Then
    assertThat(pace.untilNext(config(1), status(1))).isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void letsNobodyWaitForTheFindingsOfANewSpec() {
    // When
    pace.wrote(config(1).id());
    // Then
    assertThat(pace.untilNext(config(2), status(1))).isZero();
    assertThat(pace.untilNext(config(1), null)).isZero();
  }

  private static StoredConfig config(long generation) {
    StoredConfig config = new StoredConfig();
    config.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("ns")
            .withName("base")
            .withGeneration(generation)
            .build());
    return config;
  }

  private static LLMInferenceServiceConfigStatus status(long generation) {
    return new LLMInferenceServiceConfigStatus(generation, List.of(), Map.of(), List.of());
  }
}
