package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.metrics.Meters;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.testing.SettableClock;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChangeTimesTest {
  private static final NamespacedName SERVICE = new NamespacedName("ns", "llm");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final SettableClock clock = new SettableClock();
  private final ChangeTimes changes = new ChangeTimes(new Meters(registry), clock);

  @Test
  void measuresEachChangeOnce() {
    // Given
    changes.seen(SERVICE, 2);
    clock.advance(Duration.ofSeconds(3));
    changes.passed(SERVICE, 2, true, false);
    clock.advance(Duration.ofSeconds(60));
    // When
    changes.passed(SERVICE, 2, true, true);
    changes.passed(SERVICE, 2, true, true);
    // Then
    assertThat(registry.scrape())
        .contains("llmisvc_change_to_written_seconds_count 1.0")
        .contains("llmisvc_change_to_written_seconds_sum 3.0")
        .contains("llmisvc_change_to_ready_seconds_count 1.0")
        .contains("llmisvc_change_to_ready_seconds_sum 63.0");
  }

  @Test
  void measuresNoChangeByAPassThatDidNotKnowIt() {
    // Given
    changes.seen(SERVICE, 2);
    // When
    changes.passed(SERVICE, 1, true, true);
    // Then
    assertThat(registry.scrape()).doesNotContain("llmisvc_change");
  }

  @Test
  void measuresNothingThatFailed() {
    // Given
    changes.seen(SERVICE, 1);
    // When
    changes.passed(SERVICE, 1, false, false);
    // Then
    assertThat(registry.scrape()).doesNotContain("llmisvc_change");
  }

  @Test
  void measuresNothingThatWasNotSeenToChange() {
    // When
    changes.passed(SERVICE, 1, true, true);
    // Then
    assertThat(registry.scrape()).doesNotContain("llmisvc_change");
  }

  @Test
  void measuresNeitherWhatAnotherLedNorWhatIsGone() {
    // Given
    changes.seen(SERVICE, 1);
    // When
    changes.begin();
    changes.passed(SERVICE, 1, true, true);
    // Given
    changes.seen(SERVICE, 1);
    // When
    changes.forget(SERVICE);
    changes.passed(SERVICE, 1, true, true);
    // Then
    assertThat(registry.scrape()).doesNotContain("llmisvc_change");
  }
}
