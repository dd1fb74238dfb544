package io.llmisvc.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.testing.AppliedManifests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** One of the samples for each kind and version, which a console offers to start from. */
final class Examples {
  private static final Path SERVICE = Path.of("samples/06-router-complete.yaml");
  private static final Path CONFIG = Path.of("samples/01-configuration-composition.yaml");

  private Examples() {}

  static List<JsonNode> of(ObjectNode crd) {
    String kind = crd.at("/spec/names/kind").asText();
    Path file = kind.equals("LLMInferenceService") ? SERVICE : CONFIG;
    ObjectNode sample =
        AppliedManifests.read(file).stream()
            .filter(object -> object.path("kind").asText().equals(kind))
            .findFirst()
            .orElseThrow();
    ((ObjectNode) sample.path("metadata")).remove("namespace"); // that of whoever starts from it
    return new ArrayList<>(
        versions(crd).stream()
            .map(version -> crd.at("/spec/group").asText() + "/" + version)
            .map(apiVersion -> sample.deepCopy().put("apiVersion", apiVersion))
            .toList());
  }

  static List<String> versions(ObjectNode crd) {
    return StreamSupport.stream(crd.at("/spec/versions").spliterator(), false)
        .map(version -> version.path("name").asText())
        .toList();
  }

  /** The value of the annotation. */
  static String text() {
    var examples = JsonNodeFactory.instance.arrayNode();
    SourceManifests.crds().forEach(crd -> examples.addAll(of(crd)));
    return examples.toPrettyString();
  }
}
