package io.llmisvc.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The manifests that every way to install is made of. */
final class SourceManifests {
  static final Path CRDS = Path.of("kubernetes/base/crds");
  static final KubernetesSerialization FORMAT = new KubernetesSerialization();

  private static final Path OLM = Path.of("kubernetes/olm");
  private static final List<ObjectNode> BASE =
      Stream.of("operator.yaml", "rbac.yaml", "operator-config.yaml")
          .flatMap(file -> AppliedManifests.read(Path.of("kubernetes/base", file)).stream())
          .toList();

  private SourceManifests() {}

  static ObjectNode base(String kind, String name) {
    return ofKind(BASE, kind)
        .filter(object -> object.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + kind + " " + name));
  }

  static List<ObjectNode> base(String kind) {
    return ofKind(BASE, kind).toList();
  }

  /** The Roles in the operator's own namespace of an operator that watches namespaces. */
  static List<ObjectNode> rolesWhenNamespaced() {
    return ofKind(AppliedManifests.read(Path.of("kubernetes/namespaced/rbac.yaml")), "Role")
        .filter(role -> role.at("/metadata/namespace").asText().equals("kserve"))
        .toList();
  }

  static List<ObjectNode> rolesOfTheInstall() {
    return ofKind(AppliedManifests.read(OLM.resolve("rbac.yaml")), "Role").toList();
  }

  static List<ObjectNode> crds() {
    return Stream.of("llminferenceservices", "llminferenceserviceconfigs")
        .map(plural -> AppliedManifests.read(CRDS.resolve(plural + ".yaml")).getFirst())
        .toList();
  }

  /** The configurations, with webhooks in them. */
  static List<ObjectNode> webhooks() {
    return AppliedManifests.read(Path.of("kubernetes/components/webhooks/webhooks.yaml"));
  }

  /**
   * What the bundle says by itself.
   *
   * @param source where it is released; whoever owns that provides it
   */
  static ObjectNode csv(String source) {
    return Yaml.object(
        text(OLM.resolve("csv.yaml"))
            .replace(Release.NO_SOURCE, source)
            .replace(owner(Release.NO_SOURCE) + '"', owner(source) + '"'));
  }

  private static String owner(String source) {
    return source.substring(0, source.lastIndexOf('/'));
  }

  static String description() {
    return text(OLM.resolve("description.md"));
  }

  static String icon() {
    return text(OLM.resolve("icon.svg"));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T typed(JsonNode object, Class<T> type) {
    return FORMAT.convertValue(object, type);
  }

  private static Stream<ObjectNode> ofKind(List<ObjectNode> objects, String kind) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .map(ObjectNode::deepCopy);
  }
}
