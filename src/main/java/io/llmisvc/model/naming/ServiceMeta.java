package io.llmisvc.model.naming;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a service that stages need.
 *
 * @param uid absent offline; children then carry no owner reference
 * @param statusAnnotations what earlier passes remembered in the service's status
 */
public record ServiceMeta(
    String namespace,
    String name,
    @Nullable String uid,
    long generation,
    Map<String, String> labels,
    Map<String, String> annotations,
    boolean deleting,
    Map<String, String> statusAnnotations) {

  /** Annotation that stops a service when it is {@code true} in any case. */
  public static final String STOP = "serving.kserve.io/stop";

  /** How the annotations that ask for managed devices begin. */
  public static final String DEVICES = "serving.kserve.io/exp-dra-";

  public ServiceMeta {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    statusAnnotations = Map.copyOf(statusAnnotations);
  }

  /** A service whose status remembers nothing. */
  public ServiceMeta(
      String namespace,
      String name,
      @Nullable String uid,
      long generation,
      Map<String, String> labels,
      Map<String, String> annotations,
      boolean deleting) {
    this(namespace, name, uid, generation, labels, annotations, deleting, Map.of());
  }

  /** Reads the metadata of a complete object; the namespace defaults to {@code default}. */
  public static ServiceMeta of(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return new ServiceMeta(
        metadata.path("namespace").asText("default"),
        metadata.path("name").asText(),
        metadata.hasNonNull("uid") ? metadata.get("uid").asText() : null,
        metadata.path("generation").asLong(),
        strings(metadata.path("labels")),
        strings(metadata.path("annotations")),
        metadata.hasNonNull("deletionTimestamp"),
        strings(object.path("status").path("annotations")));
  }

  /** The service's own identity. */
  public NamespacedName id() {
    return new NamespacedName(namespace, name);
  }

  /** An object in the namespace of the service unless it says otherwise. */
  public NamespacedName named(@Nullable String namespace, @Nullable String name) {
    return new NamespacedName(
        namespace == null || namespace.isEmpty() ? this.namespace : namespace,
        Objects.requireNonNullElse(name, ""));
  }

  public boolean isStopped() {
    return "true".equalsIgnoreCase(annotations.get(STOP));
  }

  /** The name by which a shared Gateway tells the models of all namespaces apart. */
  public String published(String model) {
    return "publishers/" + namespace + "/models/" + model;
  }

  private static Map<String, String> strings(JsonNode node) {
    Map<String, String> result = new LinkedHashMap<>();
    node.properties().forEach(entry -> result.put(entry.getKey(), entry.getValue().asText()));
    return result;
  }
}
