package io.llmisvc.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.ClusterServiceVersion;
import io.llmisvc.tree.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A file-based catalog of this release alone. */
final class Catalog {
  /** What a console shows of a version before it is installed. */
  private static final List<String> SHOWN =
      List.of(
          "description",
          "displayName",
          "installModes",
          "keywords",
          "links",
          "maintainers",
          "maturity",
          "minKubeVersion",
          "provider");

  private Catalog() {}

  static String text(Release release) {
    return documents(release).stream()
        .map(document -> "---\n" + Yaml.text(document))
        .collect(Collectors.joining());
  }

  private static List<ObjectNode> documents(Release release) {
    List<ObjectNode> documents = new ArrayList<>(List.of(thePackage()));
    Channels.ALL.forEach(channel -> documents.add(channel(channel, release)));
    documents.add(bundle(release));
    return documents;
  }

  private static ObjectNode thePackage() {
    ObjectNode document = document("olm.package").put("name", Release.PACKAGE);
    document.put("defaultChannel", Channels.DEFAULT);
    document.put("description", SourceManifests.description());
    document
        .putObject("icon")
        .put("base64data", ServiceVersion.icon().getBase64data())
        .put("mediatype", ServiceVersion.icon().getMediatype());
    return document;
  }

  private static ObjectNode channel(String name, Release release) {
    ObjectNode document = document("olm.channel").put("package", Release.PACKAGE);
    ObjectNode entry = document.put("name", name).putArray("entries").addObject();
    entry.put("name", release.name()).put("skipRange", release.skipRange());
    release.replaces().ifPresent(before -> entry.put("replaces", before));
    return document;
  }

  private static ObjectNode bundle(Release release) {
    ClusterServiceVersion csv = ServiceVersion.of(release);
    ObjectNode spec = SourceManifests.FORMAT.convertValue(csv.getSpec(), ObjectNode.class);
    ObjectNode document = document("olm.bundle").put("package", Release.PACKAGE);
    document.put("name", release.name()).put("image", release.bundleImage());
    ArrayNode images = (ArrayNode) spec.path("relatedImages");
    document.set("relatedImages", images.deepCopy().add(bundleImage(release)));
    ArrayNode properties = document.putArray("properties");
    property(properties, "olm.package")
        .put("packageName", Release.PACKAGE)
        .put("version", release.version());
    for (JsonNode owned : spec.at("/customresourcedefinitions/owned")) {
      String name = owned.path("name").asText();
      property(properties, "olm.gvk")
          .put("group", name.substring(name.indexOf('.') + 1))
          .put("kind", owned.path("kind").asText())
          .put("version", owned.path("version").asText());
    }
    ObjectNode shown = property(properties, "olm.csv.metadata");
    csv.getMetadata().getAnnotations().forEach(shown.putObject("annotations")::put);
    shown.set("crdDescriptions", spec.path("customresourcedefinitions"));
    SHOWN.forEach(member -> shown.set(member, spec.path(member)));
    return document;
  }

  private static ObjectNode bundleImage(Release release) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("image", release.bundleImage())
        .put("name", "");
  }

  private static ObjectNode property(ArrayNode properties, String type) {
    return properties.addObject().put("type", type).putObject("value");
  }

  private static ObjectNode document(String schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema);
  }
}
