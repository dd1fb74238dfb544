package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cluster.WatchState;
import io.llmisvc.metrics.Meters.Sample;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClusterGaugesTest {
  @Test
  void theWorstWatchOfAResourceCounts() {
    // Given
    Stream<WatchState> states =
        Stream.of(
            new WatchState("secrets", true, false),
            new WatchState("secrets", false, false),
            new WatchState("services", true, false));
    // Then
    assertThat(ClusterGauges.samples(states))
        .containsExactlyInAnyOrder(Sample.of(0, "secrets"), Sample.of(1, "services"));
  }
}
