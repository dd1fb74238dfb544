package io.llmisvc.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads that are in a pass now, with what the framework does before and after it. */
final class PassesInFlight implements Metrics {
  private final Set<Thread> threads = new HashSet<>();
  private long begun;

  @Override
  public synchronized void reconciliationStarted(
      HasMetadata resource, Map<String, Object> metadata) {
    threads.add(Thread.currentThread());
    begun++;
  }

  /** How many there are now. */
  synchronized int running() {
    return threads.size();
  }

  /** How many there have been, those in flight included. */
  synchronized long begun() {
    return begun;
  }

  /** The framework says this also of what it never began. */
  @Override
  public synchronized void reconciliationFinished(
      @Nullable HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
    threads.remove(Thread.currentThread());
    notifyAll();
  }

  /**
   * Waits until no pass is in flight.
   *
   * @return false when one still is
   */
  synchronized boolean awaitNone(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (!threads.isEmpty()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
