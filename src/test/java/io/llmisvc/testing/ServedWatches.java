package io.llmisvc.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Watches on the chosen ones among a few built-in kinds and every custom kind, as their definitions
 * come and go.
 */
public final class ServedWatches implements AutoCloseable {
  private static final int START_SECONDS = 60;

  private final KubernetesClient client;
  private final Predicate<ServedKind> chosen;
  private final Listener listener;
  private final Map<ServedKind, SharedIndexInformer<GenericKubernetesResource>> watches =
      new HashMap<>();
  private final List<CompletableFuture<Void>> first = new ArrayList<>();
  private boolean isClosed;

  /** Called from the client's threads. */
  public interface Listener {
    void changed(LiveObject object);

    void deleted(LiveObject object);
  }

  public ServedWatches(KubernetesClient client, Predicate<ServedKind> chosen, Listener listener) {
    this.client = client;
    this.chosen = chosen;
    this.listener = listener;
  }

  /** Returns when the built-in kinds and the definitions are listed. */
  public void start() {
    ServedKind.BUILT_IN.forEach(this::follow);
    watch(ServedKind.DEFINITIONS, new Definitions());
    CompletableFuture.allOf(firstLists()).orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
  }

  ObjectNode tree(HasMetadata object) {
    return client.getKubernetesSerialization().convertValue(object, ObjectNode.class);
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    watches.values().forEach(SharedIndexInformer::stop);
    watches.clear();
  }

  private synchronized CompletableFuture<?>[] firstLists() {
    return first.toArray(CompletableFuture[]::new);
  }

  private void follow(ServedKind kind) {
    if (chosen.test(kind)) {
      watch(kind, new Objects(kind));
    }
  }

  private synchronized void watch(
      ServedKind kind, ResourceEventHandler<GenericKubernetesResource> handler) {
    if (isClosed || watches.containsKey(kind)) {
      return;
    }
    var all = client.genericKubernetesResources(kind.context());
    SharedIndexInformer<GenericKubernetesResource> informer =
        (kind.namespaced() ? all.inAnyNamespace() : all)
            .runnableInformer(0)
            .exceptionHandler((started, error) -> true);
    informer.addEventHandler(handler);
    watches.put(kind, informer);
    first.add(informer.start().toCompletableFuture());
  }

  private synchronized void unfollow(ServedKind kind) {
    SharedIndexInformer<GenericKubernetesResource> informer = watches.remove(kind);
    if (informer != null) {
      informer.stop();
    }
  }

  private final class Objects implements ResourceEventHandler<GenericKubernetesResource> {
    private final ServedKind kind;

    private Objects(ServedKind kind) {
      this.kind = kind;
    }

    @Override
    public void onAdd(GenericKubernetesResource object) {
      listener.changed(new LiveObject(kind, tree(object)));
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
      listener.changed(new LiveObject(kind, tree(after)));
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean missed) {
      listener.deleted(new LiveObject(kind, tree(object)));
    }
  }

  private final class Definitions implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource definition) {
      ServedKind.definedBy(tree(definition)).ifPresent(ServedWatches.this::follow);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
      onAdd(after);
    }

    @Override
    public void onDelete(GenericKubernetesResource definition, boolean missed) {
      ServedKind.definedBy(tree(definition)).ifPresent(ServedWatches.this::unfollow);
    }
  }
}
