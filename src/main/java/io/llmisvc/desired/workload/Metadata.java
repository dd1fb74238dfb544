package io.llmisvc.desired.workload;

import io.llmisvc.api.spec.Workload;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.storage.CacheMarks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which labels and annotations of a service and of its spec reach children. The spec wins over the
 * service's own metadata and over the operator's labels; of a child itself, not of its pods, those
 * stay by which it is found.
 */
final class Metadata {
  /** By these the workload's Service and the pool find pods, and caches find children. */
  private static final Set<String> SELECTING =
      Set.of(Labels.NAME, Labels.PART_OF, Labels.WORKLOAD_COMPONENT);

  /** Marks of local caches all begin as the first of them. */
  private static final List<String> LABEL_PREFIXES = List.of("kueue.x-k8s.io", CacheMarks.CACHE);

  private static final List<String> ANNOTATION_PREFIXES =
      List.of("k8s.v1.cni.cncf.io", "kueue.x-k8s.io", "prometheus.io", CacheMarks.CACHE);
  private static final String GROUP_ANNOTATION_PREFIX = "leaderworkerset.sigs.k8s.io";

  private Metadata() {}

  /** Of pods: the operator's labels, then the service's that are passed on, then the workload's. */
  static Map<String, String> labels(
      Map<String, String> own, ServiceMeta service, Workload workload) {
    Map<String, String> result = new LinkedHashMap<>(own);
    result.putAll(withPrefix(service.labels(), LABEL_PREFIXES));
    result.putAll(workload.labels());
    return result;
  }

  /** Of the object around pods: theirs, but found by the operator's own. */
  static Map<String, String> objectLabels(Map<String, String> pods, Map<String, String> own) {
    Map<String, String> result = new LinkedHashMap<>(pods);
    own.forEach(
        (key, value) -> {
          if (SELECTING.contains(key)) {
            result.put(key, value);
          }
        });
    return result;
  }

  /** The workload Service takes the spec's labels, not those of the service's own metadata. */
  static Map<String, String> serviceLabels(Map<String, String> own, Workload workload) {
    Map<String, String> result = new LinkedHashMap<>(own);
    result.putAll(workload.labels());
    return objectLabels(result, own);
  }

  /** The service's annotations that a Deployment takes over. */
  static Map<String, String> annotations(ServiceMeta service) {
    return withPrefix(service.annotations(), ANNOTATION_PREFIXES);
  }

  /** The service's annotations that a LeaderWorkerSet takes over. */
  static Map<String, String> groupAnnotations(ServiceMeta service) {
    Map<String, String> result = annotations(service);
    result.putAll(withPrefix(service.annotations(), List.of(GROUP_ANNOTATION_PREFIX)));
    return result;
  }

  static Map<String, String> podAnnotations(Map<String, String> object, Workload workload) {
    Map<String, String> result = new LinkedHashMap<>(object);
    result.putAll(userAnnotations(workload));
    return result;
  }

  static Map<String, String> userAnnotations(Workload workload) {
    Map<String, String> result = new LinkedHashMap<>(workload.annotations());
    result.remove(Labels.MODEL_BASED_ROUTING);
    return result;
  }

  private static Map<String, String> withPrefix(Map<String, String> all, List<String> prefixes) {
    Map<String, String> result = new TreeMap<>(all);
    result.keySet().removeIf(key -> prefixes.stream().noneMatch(key::startsWith));
    return result;
  }
}
