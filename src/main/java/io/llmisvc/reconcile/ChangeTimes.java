package io.llmisvc.reconcile;

import io.llmisvc.metrics.Meters;
import io.llmisvc.metrics.Metric;
import io.llmisvc.model.naming.NamespacedName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How long changes of services take: from when the watch saw a new generation until its children
 * were written, and until the service was Ready with it. A change during that begins anew.
 */
final class ChangeTimes {
  private final Meters meters;
  private final Clock clock;
  private final Map<NamespacedName, Change> pending = new HashMap<>();

  private record Change(long generation, Instant seen, boolean isWritten) {}

  ChangeTimes(Meters meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
  }

  /** What was seen while another operator led is not measured: it acted on it. */
  synchronized void begin() {
    pending.clear();
  }

  synchronized void seen(NamespacedName service, long generation) {
    pending.put(service, new Change(generation, clock.instant(), false));
  }

  /**
   * Notes how a pass ended.
   *
   * @param generation that the pass was about
   * @param isWritten whether all children are as planned
   */
  synchronized void passed(
      NamespacedName service, long generation, boolean isWritten, boolean isReady) {
    Change change = pending.get(service);
    if (change == null || generation < change.generation) {
      return;
    }
    Duration age = Duration.between(change.seen, clock.instant());
    if (isWritten && !change.isWritten) {
      meters.record(Metric.CHANGE_TO_WRITTEN, age);
      pending.put(service, new Change(change.generation, change.seen, true));
    }
    if (isReady) {
      meters.record(Metric.CHANGE_TO_READY, age);
      pending.remove(service);
    }
  }

  synchronized void forget(NamespacedName service) {
    pending.remove(service);
  }
}
