package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells when an object of one kind, of those that somebody asked about by name, may have changed.
 * One watch serves all questions, and what nobody asked about is forgotten as it arrives: memory
 * and connections do not grow with the cluster. It is the informer's store, so it hears of a change
 * before the informer counts it as known.
 */
final class NamedObjects implements ItemStore<GenericKubernetesResource>, AutoCloseable {
  private final Kind kind;
  private final Consumer<Reference> changed;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final TrimmedStore seen = new TrimmedStore();
  private final SharedIndexInformer<GenericKubernetesResource> informer;

  /**
   * @param changed called from the client's threads; it must not block
   */
  NamedObjects(
      Kind kind, Informable<GenericKubernetesResource> selection, Consumer<Reference> changed) {
    this.kind = kind;
    this.changed = changed;
    this.informer =
        selection
            .runnableInformer(0)
            .itemStore(this)
            .exceptionHandler((started, error) -> true)
            .removeIndexer(Cache.NAMESPACE_INDEX); // it would keep every name that passes by
    this.informer.start();
  }

  void ask(Reference.ByName reference) {
    asked.add(key(reference));
  }

  void drop(Reference.ByName reference) {
    asked.remove(key(reference));
    seen.remove(key(reference));
  }

  /** Notes what was read, so that its deletion is noticed also when the watch missed it. */
  void found(Reference.ByName reference, GenericKubernetesResource object) {
    if (asked.contains(key(reference))) {
      seen.putIfAbsent(key(reference), object);
    }
  }

  @Override
  public String getKey(GenericKubernetesResource object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource object) {
    if (!asked.contains(key)) {
      return null;
    }
    GenericKubernetesResource before = seen.put(key, object);
    if (before == null || !version(before).equals(version(object))) {
      changed.accept(reference(key));
    }
    return before;
  }

  @Override
  public @Nullable GenericKubernetesResource remove(String key) {
    GenericKubernetesResource before = seen.remove(key);
    if (asked.contains(key)) {
      changed.accept(reference(key));
    }
    return before;
  }

  @Override
  public Stream<String> keySet() {
    return seen.keySet();
  }

  @Override
  public Stream<GenericKubernetesResource> values() {
    return seen.values();
  }

  @Override
  public @Nullable GenericKubernetesResource get(String key) {
    return seen.get(key);
  }

  @Override
  public int size() {
    return seen.size();
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  WatchState state() {
    return WatchState.of(kind.plural(), informer, informer.hasSynced());
  }

  @Override
  public void close() {
    informer.stop();
  }

  private Reference reference(String key) {
    int slash = key.indexOf('/');
    return new Reference.ByName(
        kind, slash < 0 ? "" : key.substring(0, slash), key.substring(slash + 1));
  }

  private static String key(Reference.ByName reference) {
    return reference.namespace().isEmpty()
        ? reference.name()
        : reference.namespace() + "/" + reference.name();
  }

  private static String version(GenericKubernetesResource object) {
    return object.getMetadata().getResourceVersion();
  }
}
