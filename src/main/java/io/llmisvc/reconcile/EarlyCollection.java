package io.llmisvc.reconcile;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Collects all garbage earlier than the virtual machine would. While passes are made, as soon as
 * what survived young collections is half as much again as what was needed after the last full one:
 * else it grows for as long as there is room. And once when the operator has become idle: else what
 * a burst of passes left behind would stay until the next one.
 */
final class EarlyCollection implements AutoCloseable {
  private static final int IDLE_LOOKS = 10;

  /** Less garbage than this is not worth a collection, in bytes. */
  private static final long LEAST = 24 << 20;

  private final LongSupplier passes;
  private final LongSupplier old;
  private final Runnable collect;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("llmisvc-collection").unstarted(task));
  private long before = -1;
  private long collected = -1;
  private long most = LEAST;
  private int idle;

  /**
   * @param passes how many there have been
   * @param old bytes that have survived young collections, garbage among them
   * @param collect collects all garbage
   */
  EarlyCollection(LongSupplier passes, LongSupplier old, Runnable collect) {
    this.passes = passes;
    this.old = old;
    this.collect = collect;
  }

  /** The bytes in use of the old generation of this process; 0 where there is none. */
  static LongSupplier oldGeneration() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().toLowerCase(Locale.ROOT).matches(".*(old|tenured).*"))
        .findFirst()
        .<LongSupplier>map(pool -> () -> used(pool))
        .orElse(() -> 0);
  }

  private static long used(MemoryPoolMXBean pool) {
    MemoryUsage usage = pool.getUsage();
    return usage == null ? 0 : usage.getUsed();
  }

  void start() {
    looks.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  void look() {
    long now = passes.getAsLong();
    idle = now == before ? idle + 1 : 0;
    before = now;
    if (old.getAsLong() > most || (idle == IDLE_LOOKS && now != collected)) {
      collect.run();
      collected = now;
      long needed = old.getAsLong();
      most = needed + Math.max(LEAST, needed / 2);
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
