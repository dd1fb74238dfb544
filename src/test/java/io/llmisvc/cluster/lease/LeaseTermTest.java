package io.llmisvc.cluster.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTermTest {
  private static final Timing TIMING = Timing.PRODUCTION;

  private long now = Long.MAX_VALUE - 1; // a clock of nanoseconds may overflow
  private final LeaseTerm term = new LeaseTerm(() -> now);

  @Test
  void allowsNoWriteBeforeItBegins() {
    assertThat(term.isOver()).isTrue();
    assertThatThrownBy(term::require).isInstanceOf(LeaseTerm.NotLeadingException.class);
  }

  @Test
  void countsFromWhenTheRenewalWasSentNotFromItsAnswer() {
    // Given
    long sent = now;
    pass(Duration.ofSeconds(9)); // the answer was slow
    // When
    term.extend(sent, TIMING);
    // Then
    assertThat(term.isOver()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(term.isOver()).isTrue();
    assertThatThrownBy(term::require).isInstanceOf(LeaseTerm.NotLeadingException.class);
  }

  @Test
  void endsByItselfWellBeforeAnotherMayLead() {
    // When
    term.extend(now, TIMING);
    pass(TIMING.writes());
    // Then
    assertThat(term.isOver()).isTrue();
    assertThat(term.untilOthers()).isEqualTo(TIMING.lease().minus(TIMING.writes()));
  }

  @Test
  void saysWhenItBeginsAndNotWhenItGoesOn() {
    assertThat(term.extend(now, TIMING)).isTrue();
    pass(Duration.ofSeconds(9));
    assertThat(term.extend(now, TIMING)).isFalse();
    pass(Duration.ofSeconds(11));
    assertThat(term.extend(now, TIMING)).isTrue();
  }

  @Test
  void neverBeginsAgainOnceClosed() {
    // Given
    term.extend(now, TIMING);
    // When
    term.close();
    // Then
    assertThat(term.extend(now, TIMING)).isFalse();
    assertThat(term.isOver()).isTrue();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
