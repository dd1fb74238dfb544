package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer itself must remember to tell changes and deletions: names and versions. The
 * content is kept once by whoever listens.
 */
final class TrimmedStore implements ItemStore<GenericKubernetesResource> {
  private final Map<String, String> versions = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  @Override
  public String getKey(GenericKubernetesResource object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource object) {
    String version = object.getMetadata().getResourceVersion();
    String before = versions.put(key, version);
    if (!version.equals(before)) {
      changes.incrementAndGet();
    }
    return named(key, before);
  }

  void putIfAbsent(String key, GenericKubernetesResource object) {
    versions.putIfAbsent(key, object.getMetadata().getResourceVersion());
  }

  /** How many changes were taken that whoever listens hears of, sooner or later. */
  long changes() {
    return changes.get();
  }

  @Override
  public @Nullable GenericKubernetesResource remove(String key) {
    return named(key, versions.remove(key));
  }

  @Override
  public Stream<String> keySet() {
    return versions.keySet().stream();
  }

  @Override
  public Stream<GenericKubernetesResource> values() {
    return versions.entrySet().stream().map(entry -> resource(entry.getKey(), entry.getValue()));
  }

  @Override
  public @Nullable GenericKubernetesResource get(String key) {
    return named(key, versions.get(key));
  }

  @Override
  public int size() {
    return versions.size();
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  private static @Nullable GenericKubernetesResource named(String key, @Nullable String version) {
    return version == null ? null : resource(key, version);
  }

  private static GenericKubernetesResource resource(String key, String version) {
    int slash = key.indexOf('/');
    return new GenericKubernetesResourceBuilder()
        .withNewMetadata()
        .withNamespace(slash < 0 ? null : key.substring(0, slash))
        .withName(key.substring(slash + 1))
        .withResourceVersion(version)
        .endMetadata()
        .build();
  }
}
