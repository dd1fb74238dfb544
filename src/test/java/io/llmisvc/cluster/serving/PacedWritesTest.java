package io.llmisvc.cluster.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** When an object is written that somebody writes as well; the clock is played. */
class PacedWritesTest {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final ScheduledExecutorService thread = mock(ScheduledExecutorService.class);
  private final List<String> again = new ArrayList<>();
  private long now = Long.MAX_VALUE - 1; // such a clock may begin anywhere, and go round
  private final PacedWrites writes = new PacedWrites(thread, FIRST, LONGEST, () -> now);

  @Test
  void takesTheFirstWriteAtOnceAndEachAfterALongerPause() {
    for (int minutes : List.of(1, 2, 4, 5, 5)) {
      // When
      assertThat(mayWrite()).isTrue();
      writes.wrote();
      // Then
      pass(Duration.ofMinutes(minutes).minusNanos(1));
      assertThat(mayWrite()).as("%d", minutes).isFalse();
      now++;
    }
    assertThat(mayWrite()).isTrue();
  }

  @Test
  void beginsAnewAfterAQuietTime() {
    // Given
    writes.wrote();
    pass(FIRST);
    writes.wrote();
    pass(Duration.ofHours(1));
    // When
    writes.wrote();
    // Then
    pass(FIRST);
    assertThat(mayWrite()).isTrue();
    verifyNoInteractions(thread);
  }

  @Test
  void comesBackOnceHoweverOftenItWasAsked() {
    // Given
    writes.wrote();
    pass(Duration.ofSeconds(20));
    // When
    mayWrite();
    mayWrite();
    // Then
    ArgumentCaptor<Runnable> later = ArgumentCaptor.forClass(Runnable.class);
    verify(thread).schedule(later.capture(), eqNanos(Duration.ofSeconds(40)), any(TimeUnit.class));
    // When
    later.getValue().run();
    mayWrite();
    // Then
    assertThat(again).hasSize(1);
    verify(thread, times(2)).schedule(any(Runnable.class), anyLong(), any());
  }

  private static long eqNanos(Duration duration) {
    return eq(duration.toNanos());
  }

  private boolean mayWrite() {
    return writes.mayWrite(() -> again.add("again"));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
