package io.llmisvc.cluster.serving;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When an object may be written again that somebody else writes as well: the first time at once,
 * then after a pause that grows with each write, so that a fight dies down. Used in one thread.
 */
final class PacedWrites {
  /** As many pauses without a write, and it begins anew. */
  private static final int QUIET = 10;

  private final ScheduledExecutorService thread;
  private final LongSupplier nanoTime;
  private final long first;
  private final long longest;
  private long pause;
  private long last;
  private boolean isWaiting;

  PacedWrites(ScheduledExecutorService thread, Duration first, Duration longest) {
    this(thread, first, longest, System::nanoTime);
  }

  PacedWrites(
      ScheduledExecutorService thread, Duration first, Duration longest, LongSupplier nanoTime) {
    this.thread = thread;
    this.nanoTime = nanoTime;
    this.first = first.toNanos();
    this.longest = longest.toNanos();
  }

  /**
   * @param again runs in the thread when it may be written, if it may not now
   */
  boolean mayWrite(Runnable again) {
    long wait = pause == 0 ? 0 : pause - sinceLast();
    if (wait <= 0) {
      return true;
    }
    if (!isWaiting) {
      isWaiting = true;
      thread.schedule(
          () -> {
            isWaiting = false;
            again.run();
          },
          wait,
          TimeUnit.NANOSECONDS);
    }
    return false;
  }

  /** It was written. */
  void wrote() {
    boolean isNew = pause == 0 || sinceLast() > QUIET * pause;
    pause = isNew ? first : Math.min(2 * pause, longest);
    last = nanoTime.getAsLong();
  }

  private long sinceLast() {
    return nanoTime.getAsLong() - last;
  }
}
