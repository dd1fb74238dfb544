package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cluster.StoredService;
import io.llmisvc.metrics.Meters;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Which news of services begin a change that is measured. */
class ServiceEventsTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ChangeTimes changes = new ChangeTimes(new Meters(registry), Clock.systemUTC());
  private final ServiceEvents events = new ServiceEvents(changes);

  @Test
  void areNotWhatThereIsBeforeTheStart() {
    // When
    events.onResourceCreated(service(1));
    events.start();
    // Then
    assertThat(isMeasured(1)).isFalse();
  }

  @Test
  void areServicesThatAreMade() {
    // Given
    events.start();
    // When
    events.onResourceCreated(service(1));
    // Then
    assertThat(isMeasured(1)).isTrue();
  }

  @Test
  void areChangesOfSpecsAndNothingElse() {
    // Given
    events.start();
    // When
    events.onResourceUpdated(service(1), service(1));
    // Then
    assertThat(isMeasured(1)).isFalse();
    // When
    events.onResourceUpdated(service(2), service(1));
    // Then
    assertThat(isMeasured(2)).isTrue();
  }

  private boolean isMeasured(long generation) {
    changes.passed(service(generation).id(), generation, true, true);
    return registry.scrape().contains("llmisvc_change_to_written_seconds_count 1.0");
  }

  private static StoredService service(long generation) {
    StoredService service = new StoredService();
    service.getMetadata().setNamespace("ns");
    service.getMetadata().setName("llm");
    service.getMetadata().setGeneration(generation);
    return service;
  }
}
