package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.concurrent.CompletableFuture;

/**
 * One list-and-watch that survives whatever the API server does, and hands on trees. It is synced
 * when its listener has heard of all that the first list held: the informer by itself says so while
 * that still waits in its queue.
 */
public final class Watch implements AutoCloseable {
  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private final TrimmedStore store;
  private final Forward forward;
  private final CompletableFuture<Void> synced;

  /** Who hears of changes; called from the client's threads, one call at a time. */
  public interface Listener {
    void changed(ObjectNode object);

    /**
     * @param last identity and owners only
     * @param missed true when the deletion was noticed later, by a new list
     */
    void deleted(ObjectNode last, boolean missed);
  }

  private Watch(Informable<GenericKubernetesResource> selection, Listener listener) {
    store = new TrimmedStore();
    forward = new Forward(listener);
    informer =
        selection
            .withLimit(ClientFormat.PAGE)
            .runnableInformer(0)
            .itemStore(store)
            .exceptionHandler((started, error) -> true)
            .removeIndexer(Cache.NAMESPACE_INDEX); // nobody asks for the names of a namespace
    informer.addEventHandler(forward);
    synced =
        informer
            .start()
            .toCompletableFuture()
            .thenCompose(started -> forward.delivered(store.changes()));
  }

  public static Watch start(Informable<GenericKubernetesResource> selection, Listener listener) {
    return new Watch(selection, listener);
  }

  /** Completes when all of the first list was delivered. */
  public CompletableFuture<Void> synced() {
    return synced;
  }

  public boolean isSynced() {
    return synced.isDone() && !synced.isCompletedExceptionally();
  }

  /**
   * @param resource that it is about, by its plural name
   */
  public WatchState state(String resource) {
    return WatchState.of(resource, informer, isSynced());
  }

  @Override
  public void close() {
    informer.stop();
  }

  private static final class Forward implements ResourceEventHandler<GenericKubernetesResource> {
    private final Listener listener;
    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private long delivered;
    private long goal = Long.MAX_VALUE;

    Forward(Listener listener) {
      this.listener = listener;
    }

    synchronized CompletableFuture<Void> delivered(long changes) {
      goal = changes;
      check();
      return reached;
    }

    @Override
    public void onAdd(GenericKubernetesResource object) {
      deliver(object);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
      deliver(after);
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean unknownFinalState) {
      listener.deleted(ClientTrees.of(object), unknownFinalState);
    }

    private void deliver(GenericKubernetesResource object) {
      try {
        listener.changed(ClientTrees.of(object));
      } finally {
        count();
      }
    }

    private synchronized void count() {
      delivered++;
      check();
    }

    private void check() {
      if (delivered >= goal) {
        reached.complete(null);
      }
    }
  }
}
