package io.llmisvc.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.CRDDescription;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.CRDDescriptionBuilder;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Each version of each kind, described in the words of its schema. */
final class OwnedDefinitions {
  private OwnedDefinitions() {}

  /**
   * @param kinds described once each, without versions
   */
  static List<CRDDescription> of(List<CRDDescription> kinds) {
    return kinds.stream()
        .flatMap(
            kind -> {
              ObjectNode crd = crd(kind.getKind());
              return StreamSupport.stream(crd.at("/spec/versions").spliterator(), false)
                  .map(version -> described(kind, crd, version));
            })
        .toList();
  }

  private static CRDDescription described(CRDDescription kind, ObjectNode crd, JsonNode version) {
    JsonNode schema = version.at("/schema/openAPIV3Schema");
    String name = version.path("name").asText();
    CRDDescription described =
        new CRDDescriptionBuilder(kind)
            .withName(crd.at("/metadata/name").asText())
            .withVersion(name)
            .withDisplayName(
                version.path("storage").asBoolean()
                    ? kind.getDisplayName()
                    : kind.getDisplayName() + " (" + name + ")")
            .withDescription(schema.path("description").asText())
            .build();
    described
        .getSpecDescriptors()
        .forEach(
            field ->
                field.setDescription(
                    text(schema, "spec." + field.getPath(), field.getDescription())));
    described
        .getStatusDescriptors()
        .forEach(
            field ->
                field.setDescription(
                    text(schema, "status." + field.getPath(), field.getDescription())));
    return described;
  }

  /**
   * @param other for a field that its schema does not describe
   */
  private static String text(JsonNode schema, String path, @Nullable String other) {
    JsonNode field = schema;
    for (String member : path.split("\\.")) {
      field = field.path("properties").path(member);
    }
    String text = field.path("description").asText();
    if (field.isMissingNode() || text.isEmpty() == (other == null)) {
      throw new IllegalStateException(path + " is unknown, or described nowhere, or twice");
    }
    return other == null ? text : other;
  }

  private static ObjectNode crd(String kind) {
    return SourceManifests.crds().stream()
        .filter(crd -> crd.at("/spec/names/kind").asText().equals(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no definition of " + kind));
  }
}
