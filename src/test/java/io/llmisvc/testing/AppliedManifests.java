package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Files with any number of objects, applied as {@code kubectl apply --server-side} does. */
public final class AppliedManifests {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String FIELD_MANAGER = "kubectl";

  private AppliedManifests() {}

  /** The objects of a file in their order, empty documents left out. */
  public static List<ObjectNode> read(Path file) {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
      return documents.readAll().stream()
          .filter(ObjectNode.class::isInstance)
          .map(ObjectNode.class::cast)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails on the first object that the API server does not accept. */
  public static void apply(KubernetesClient client, Path file) {
    read(file).forEach(object -> apply(client, object));
  }

  /** Fails when the API server does not accept it. */
  public static void apply(KubernetesClient client, ObjectNode object) {
    client
        .resource(
            client
                .getKubernetesSerialization()
                .convertValue(object, GenericKubernetesResource.class))
        .fieldManager(FIELD_MANAGER)
        .forceConflicts()
        .serverSideApply();
  }
}
