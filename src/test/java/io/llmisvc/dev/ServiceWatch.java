package io.llmisvc.dev;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.testing.LiveObject;
import io.llmisvc.testing.ServedWatches;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Follows all services and their children; says when something changed, not more than often. */
final class ServiceWatch implements AutoCloseable {
  private static final long CALM_MILLIS = 250;

  private final Map<String, LiveObject> byUid = new LinkedHashMap<>();
  private final ServedWatches watches;
  private final Consumer<List<SampleState>> changed;
  private final AtomicBoolean isAnnounced = new AtomicBoolean();
  private final ScheduledExecutorService announcer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("service-watch").unstarted(task));

  private ServiceWatch(KubernetesClient client, Consumer<List<SampleState>> changed) {
    this.changed = changed;
    this.watches =
        new ServedWatches(
            client,
            kind -> true,
            new ServedWatches.Listener() {
              @Override
              public void changed(LiveObject object) {
                put(object);
              }

              @Override
              public void deleted(LiveObject object) {
                remove(object);
              }
            });
  }

  static ServiceWatch start(KubernetesClient client, Consumer<List<SampleState>> changed) {
    ServiceWatch watch = new ServiceWatch(client, changed);
    watch.watches.start();
    return watch;
  }

  /** By name. */
  synchronized List<SampleState> services() {
    return byUid.values().stream()
        .filter(object -> object.kind().kind().equals(SampleState.KIND))
        .map(service -> SampleState.of(service, byUid.values()))
        .sorted(Comparator.comparing(SampleState::name))
        .toList();
  }

  @Override
  public void close() {
    watches.close();
    announcer.shutdownNow();
  }

  private synchronized void put(LiveObject object) {
    byUid.put(object.uid(), object);
    announce();
  }

  private synchronized void remove(LiveObject object) {
    byUid.remove(object.uid());
    announce();
  }

  private void announce() {
    if (!isAnnounced.compareAndSet(false, true)) {
      return;
    }
    try {
      var unused = announcer.schedule(this::fire, CALM_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: nobody listens.
    }
  }

  private void fire() {
    isAnnounced.set(false);
    changed.accept(services());
  }
}
