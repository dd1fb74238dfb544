package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cluster.RecentEvents.Recorded;
import io.llmisvc.cluster.RecentEvents.Said;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
  private final RecentEvents recent = new RecentEvents(2);

  @Test
  void forgetsWhatWasNotSaidForLongest() {
    // Given
    recent.put(said("a"), new Recorded("ns", "a", 1));
    recent.put(said("b"), new Recorded("ns", "b", 1));
    recent.find(said("a"));
    // When
    recent.put(said("c"), new Recorded("ns", "c", 1));
    // Then
    assertThat(recent.find(said("b"))).isNull();
    assertThat(recent.find(said("a"))).isEqualTo(new Recorded("ns", "a", 1));
    assertThat(recent.find(said("c"))).isEqualTo(new Recorded("ns", "c", 1));
  }

  private static Said said(String message) {
    return new Said("uid", "Normal", "Updated", message);
  }
}
