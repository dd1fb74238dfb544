package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer itself must remember to tell changes and deletions: identities and versions. The
 * content is kept once, as a tree, by whoever listens.
 */
final class TrimmedStore implements ItemStore<GenericKubernetesResource> {
  private final Map<String, GenericKubernetesResource> items = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private final UnaryOperator<GenericKubernetesResource> trim;

  TrimmedStore(UnaryOperator<GenericKubernetesResource> trim) {
    this.trim = trim;
  }

  @Override
  public String getKey(GenericKubernetesResource object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource object) {
    GenericKubernetesResource before = items.put(key, identity(trim.apply(object)));
    if (before == null || !version(before).equals(version(object))) {
      changes.incrementAndGet();
    }
    return before;
  }

  /** How many changes were taken that whoever listens hears of, sooner or later. */
  long changes() {
    return changes.get();
  }

  private static String version(GenericKubernetesResource object) {
    return object.getMetadata().getResourceVersion();
  }

  @Override
  public @Nullable GenericKubernetesResource remove(String key) {
    return items.remove(key);
  }

  @Override
  public Stream<String> keySet() {
    return items.keySet().stream();
  }

  @Override
  public Stream<GenericKubernetesResource> values() {
    return items.values().stream();
  }

  @Override
  public @Nullable GenericKubernetesResource get(String key) {
    return items.get(key);
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  static GenericKubernetesResource identity(GenericKubernetesResource object) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(object.getApiVersion())
        .withKind(object.getKind())
        .withMetadata(
            new ObjectMetaBuilder()
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .withUid(object.getMetadata().getUid())
                .withResourceVersion(object.getMetadata().getResourceVersion())
                .withOwnerReferences(object.getMetadata().getOwnerReferences())
                .build())
        .build();
  }
}
