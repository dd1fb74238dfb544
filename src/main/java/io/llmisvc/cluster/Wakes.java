package io.llmisvc.cluster;

import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Wakes services whose objects have to wait, once for each object. */
final class Wakes implements AutoCloseable {
  private final Consumer<NamespacedName> wake;
  private final Set<ObjectKey> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, task -> Thread.ofPlatform().daemon().name("llmisvc-wakes").unstarted(task));

  Wakes(Consumer<NamespacedName> wake) {
    this.wake = wake;
  }

  void after(Duration delay, NamespacedName service, ObjectKey object) {
    if (!waiting.add(object)) {
      return;
    }
    try {
      timer.schedule(() -> now(service, object), delay.toMillis() + 1, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      waiting.remove(object); // closed
    }
  }

  private void now(NamespacedName service, ObjectKey object) {
    waiting.remove(object);
    wake.accept(service);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
