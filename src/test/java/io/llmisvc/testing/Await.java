package io.llmisvc.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for what another process or thread will bring about, and says what did not come in time.
 */
public final class Await {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private Await() {}

  /** Returns as soon as the condition holds. */
  public static void until(String what, BooleanSupplier condition) {
    until(what, DEFAULT_TIMEOUT, condition);
  }

  public static void until(String what, Duration timeout, BooleanSupplier condition) {
    untilAsserted(
        timeout,
        () -> {
          if (!condition.getAsBoolean()) {
            throw new AssertionError("not within " + timeout.toSeconds() + " s: " + what);
          }
        });
  }

  /** Returns as soon as the assertions hold; fails with their last failure. */
  public static void untilAsserted(Runnable assertions) {
    untilAsserted(DEFAULT_TIMEOUT, assertions);
  }

  public static void untilAsserted(Duration timeout, Runnable assertions) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        assertions.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
      LockSupport.parkNanos(PAUSE);
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting");
      }
    }
  }
}
