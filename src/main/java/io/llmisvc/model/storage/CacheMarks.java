package io.llmisvc.model.storage;

import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the marks of a service say of the local cache that has its model; what is not said is empty.
 * KServe's names, so that its controller and ours find each other's.
 *
 * @param cache its name
 * @param namespace where it is; empty for one that all namespaces share
 * @param source the URI that it has copied
 * @param claim in the service's namespace, through which pods read it
 */
public record CacheMarks(String cache, String namespace, String source, String claim) {
  /** Label with the name of the cache. */
  public static final String CACHE = "internal.serving.kserve.io/localmodel";

  /** Label with the namespace of the cache, when it has one. */
  public static final String NAMESPACE = "internal.serving.kserve.io/localmodel-namespace";

  /** Annotation with the URI that the cache has copied. */
  public static final String SOURCE = "internal.serving.kserve.io/localmodel-sourceuri";

  /** Annotation with the name of the claim. */
  public static final String CLAIM = "internal.serving.kserve.io/localmodel-pvc-name";

  /** All labels that are marks. */
  public static final List<String> LABELS = List.of(CACHE, NAMESPACE);

  /** All annotations that are marks. */
  public static final List<String> ANNOTATIONS = List.of(SOURCE, CLAIM);

  /** Absent when the service names no cache. */
  public static Optional<CacheMarks> of(ServiceMeta service) {
    String cache = service.labels().get(CACHE);
    return cache == null
        ? Optional.empty()
        : Optional.of(
            new CacheMarks(
                cache,
                service.labels().getOrDefault(NAMESPACE, ""),
                service.annotations().getOrDefault(SOURCE, ""),
                service.annotations().getOrDefault(CLAIM, "")));
  }

  /** The same service as if nobody had marked it. */
  public static ServiceMeta removedFrom(ServiceMeta service) {
    return new ServiceMeta(
        service.namespace(),
        service.name(),
        service.uid(),
        service.generation(),
        without(LABELS, service.labels()),
        without(ANNOTATIONS, service.annotations()),
        service.deleting(),
        service.statusAnnotations());
  }

  private static Map<String, String> without(List<String> keys, Map<String, String> all) {
    Map<String, String> rest = new HashMap<>(all);
    rest.keySet().removeAll(keys);
    return rest;
  }

  /** What kind of object the cache is. */
  public Kind kind() {
    return namespace.isEmpty() ? Kind.LOCAL_MODEL_CACHE : Kind.LOCAL_MODEL_NAMESPACE_CACHE;
  }

  /** Whether they say which claim has what. */
  public boolean areWhole() {
    return !source.isEmpty() && !claim.isEmpty();
  }

  /** What follows the cached source in a model's URI; absent when the model is another one. */
  public Optional<String> below(String uri) {
    return LocalModelCache.below(source, uri);
  }
}
