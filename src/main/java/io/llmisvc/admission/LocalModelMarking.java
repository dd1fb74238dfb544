package io.llmisvc.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Settings;
import io.llmisvc.model.storage.CacheMarks;
import io.llmisvc.model.storage.LocalModelCache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The marks that a service is to have: those of the first cache that has its model, or none. What
 * cannot be told now changes none.
 *
 * @param values by label or annotation, empty text for one that must not be there
 */
record LocalModelMarking(Map<String, String> values) {
  /** Annotation of a service that wants no marks, whatever its value. */
  private static final String DISABLED = "serving.kserve.io/disable-localmodel";

  /** Annotation of a service that says from which nodes it wants its model. */
  private static final String NODE_GROUP = "serving.kserve.io/nodegroup";

  private static final LocalModelMarking UNCHANGED = new LocalModelMarking(Map.of());

  /**
   * @param service of either version, as it is about to be stored
   */
  static LocalModelMarking of(ObjectNode service, String namespace, Surroundings around) {
    Optional<Settings> settings = around.settings();
    if (settings.isEmpty()) {
      return UNCHANGED;
    }
    JsonNode annotations = service.at(JsonPatch.ANNOTATIONS);
    if (!settings.get().localModels() || annotations.has(DISABLED)) {
      return only(Optional.empty());
    }
    String uri = service.at("/spec/model/uri").asText();
    return uri.isEmpty()
        ? UNCHANGED // a config may have it, and configs are none of this
        : around
            .localModels(namespace)
            .map(caches -> only(first(caches, uri, annotations.path(NODE_GROUP).asText())))
            .orElse(UNCHANGED);
  }

  private static Optional<CacheMarks> first(
      List<LocalModelCache> caches, String uri, String nodeGroup) {
    return caches.stream().flatMap(cache -> cache.marks(uri, nodeGroup).stream()).findFirst();
  }

  private static LocalModelMarking only(Optional<CacheMarks> marks) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(CacheMarks.CACHE, marks.map(CacheMarks::cache).orElse(""));
    values.put(CacheMarks.NAMESPACE, marks.map(CacheMarks::namespace).orElse(""));
    values.put(CacheMarks.SOURCE, marks.map(CacheMarks::source).orElse(""));
    values.put(CacheMarks.CLAIM, marks.map(CacheMarks::claim).orElse(""));
    return new LocalModelMarking(values);
  }

  void onto(JsonPatch patch) {
    values.forEach(
        (key, value) -> {
          String parent =
              CacheMarks.LABELS.contains(key) ? JsonPatch.LABELS : JsonPatch.ANNOTATIONS;
          if (value.isEmpty()) {
            patch.remove(parent, key);
          } else {
            patch.set(parent, key, JsonNodeFactory.instance.textNode(value));
          }
        });
  }
}
