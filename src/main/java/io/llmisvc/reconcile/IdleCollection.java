package io.llmisvc.reconcile;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Gives memory back when the operator has become idle: else what a burst of passes left behind
 * would stay until the next one.
 */
final class IdleCollection implements AutoCloseable {
  private static final long LOOK_SECONDS = 10;

  private final LongSupplier passes;
  private final Runnable collect;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("llmisvc-idle").unstarted(task));
  private long before = -1;
  private long collected = -1;

  /**
   * @param passes how many there have been
   * @param collect what to do once after each burst
   */
  IdleCollection(LongSupplier passes, Runnable collect) {
    this.passes = passes;
    this.collect = collect;
  }

  void start() {
    looks.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** Idle is who had no pass since the last look. */
  void look() {
    long now = passes.getAsLong();
    if (now == before && now != collected) {
      collected = now;
      collect.run();
    }
    before = now;
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
