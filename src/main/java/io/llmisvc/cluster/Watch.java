package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** One list-and-watch that survives whatever the API server does, and hands on trees. */
final class Watch implements AutoCloseable {
  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private final CompletableFuture<Void> synced;

  /** Who hears of changes; called from the client's threads, one call at a time. */
  interface Listener {
    void changed(ObjectNode object);

    /**
     * @param last identity and owners only
     * @param missed true when the deletion was noticed later, by a new list
     */
    void deleted(ObjectNode last, boolean missed);
  }

  private Watch(SharedIndexInformer<GenericKubernetesResource> informer) {
    this.informer = informer;
    this.synced = informer.start().toCompletableFuture();
  }

  static Watch start(Informable<GenericKubernetesResource> selection, Listener listener) {
    return start(selection, UnaryOperator.identity(), listener);
  }

  /**
   * @param trim what to keep of an object in memory: applied before anything is stored
   */
  static Watch start(
      Informable<GenericKubernetesResource> selection,
      UnaryOperator<GenericKubernetesResource> trim,
      Listener listener) {
    SharedIndexInformer<GenericKubernetesResource> informer =
        selection
            .runnableInformer(0)
            .itemStore(new TrimmedStore(trim))
            .exceptionHandler((started, error) -> true);
    informer.addEventHandler(new Forward(listener, trim));
    return new Watch(informer);
  }

  /** Waits for the first list. */
  boolean await(Duration timeout) {
    try {
      synced.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isSynced() {
    return informer.hasSynced();
  }

  @Override
  public void close() {
    informer.stop();
  }

  private record Forward(Listener listener, UnaryOperator<GenericKubernetesResource> trim)
      implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource object) {
      listener.changed(Trees.of(trim.apply(object)));
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
      listener.changed(Trees.of(trim.apply(after)));
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean unknownFinalState) {
      listener.deleted(Trees.of(object), unknownFinalState);
    }
  }
}
