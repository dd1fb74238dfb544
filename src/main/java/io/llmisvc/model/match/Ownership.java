package io.llmisvc.model.match;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.api.ServingApi;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.Optional;

/** Whose child an object is. */
public final class Ownership {
  private static final String OWNER_KIND = "LLMInferenceService";

  private Ownership() {}

  /** The service that an object belongs to, read off its controller reference or its binding. */
  public static Optional<NamespacedName> owner(ObjectKey key, JsonNode object) {
    if (!key.kind().isNamespaced()) {
      return boundService(object);
    }
    for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
      if (isService(reference)) {
        return Optional.of(new NamespacedName(key.namespace(), reference.path("name").asText()));
      }
    }
    return Optional.empty();
  }

  /**
   * True when the service may change or delete the object. Cluster-scoped ones go by their label.
   */
  public static boolean isControlledBy(ServiceMeta service, Kind kind, JsonNode object) {
    if (!kind.isNamespaced()) {
      return Labels.PART_OF_VALUE.equals(
          object.path("metadata").path("labels").path(Labels.PART_OF).asText());
    }
    for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
      if (isService(reference) && reference.path("uid").asText().equals(service.uid())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isService(JsonNode reference) {
    return reference.path("controller").asBoolean()
        && OWNER_KIND.equals(reference.path("kind").asText())
        && reference.path("apiVersion").asText().startsWith(ServingApi.GROUP + "/");
  }

  private static Optional<NamespacedName> boundService(JsonNode binding) {
    String name = binding.path("metadata").path("labels").path(Labels.NAME).asText();
    String namespace = binding.path("subjects").path(0).path("namespace").asText();
    return name.isEmpty() || namespace.isEmpty()
        ? Optional.empty()
        : Optional.of(new NamespacedName(namespace, name));
  }
}
