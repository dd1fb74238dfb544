package io.llmisvc.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of a release for OLM: the bundle, and a catalog that offers it. */
public final class Bundle {
  static final Path MANIFESTS = Path.of("bundle/manifests");

  private static final String OUT = "OUT=";
  private static final String SCORECARD_TESTS = "quay.io/operator-framework/scorecard-test:v1.41.1";

  private Bundle() {}

  /**
   * Writes them, for the release that {@code NAME=VALUE} arguments describe; {@code OUT=directory}
   * says where to, which is the checkout by default.
   */
  public static void main(String[] arguments) throws IOException {
    Path out = Path.of("");
    List<String> release = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith(OUT)) {
        out = Path.of(argument.substring(OUT.length()));
      } else {
        release.add(argument);
      }
    }
    write(out, release.toArray(String[]::new));
  }

  /** Writes the files of a release, which {@code NAME=VALUE} texts describe, into a directory. */
  public static void write(Path directory, String... release) throws IOException {
    write(of(Release.of(release)), directory);
  }

  static void write(Map<Path, String> files, Path directory) throws IOException {
    for (Map.Entry<Path, String> entry : files.entrySet()) {
      Path file = directory.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, entry.getValue());
    }
  }

  /** The text of each file by its path. */
  static Map<Path, String> of(Release release) {
    Map<Path, String> files = new TreeMap<>();
    files.put(
        MANIFESTS.resolve("llmisvc.clusterserviceversion.yaml"), yaml(ServiceVersion.of(release)));
    files.put(
        MANIFESTS.resolve("llmisvc-controller-manager-metrics_v1_service.yaml"),
        yaml(OperatorDeployment.metrics()));
    for (String role : new String[] {"llmisvc-view", "llmisvc-edit"}) {
      files.put(
          MANIFESTS.resolve(role + "_rbac.authorization.k8s.io_v1_clusterrole.yaml"),
          Yaml.text(SourceManifests.base("ClusterRole", role)));
    }
    for (ObjectNode crd : SourceManifests.crds()) {
      String plural = crd.at("/spec/names/plural").asText();
      files.put(
          MANIFESTS.resolve(crd.at("/spec/group").asText() + "_" + plural + ".yaml"),
          SourceManifests.text(SourceManifests.CRDS.resolve(plural + ".yaml")));
    }
    files.put(Path.of("bundle/metadata/annotations.yaml"), annotations());
    files.put(Path.of("bundle/tests/scorecard/config.yaml"), scorecard());
    files.put(Path.of("bundle/bundle.Dockerfile"), Channels.dockerfile());
    files.put(Path.of("bundle/ci.yaml"), "updateGraph: semver-mode\n");
    files.put(Path.of("catalog/llmisvc/catalog.yaml"), Catalog.text(release));
    return files;
  }

  private static String annotations() {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    Channels.labels().forEach(file.putObject("annotations")::put);
    return Yaml.text(file);
  }

  private static String scorecard() {
    ObjectNode configuration = JsonNodeFactory.instance.objectNode();
    configuration.put("apiVersion", "scorecard.operatorframework.io/v1alpha3");
    configuration.put("kind", "Configuration").putObject("metadata").put("name", "config");
    var stages = configuration.putArray("stages");
    var tests = stages.addObject().put("parallel", true).putArray("tests");
    for (String test :
        new String[] {
          "basic-check-spec",
          "olm-bundle-validation",
          "olm-crds-have-validation",
          "olm-crds-have-resources",
          "olm-spec-descriptors",
          "olm-status-descriptors"
        }) {
      String suite = test.substring(0, test.indexOf('-'));
      ObjectNode entry = tests.addObject().put("image", SCORECARD_TESTS);
      entry.putArray("entrypoint").add("scorecard-test").add(test);
      entry.putObject("labels").put("suite", suite).put("test", test + "-test");
    }
    return Yaml.text(configuration);
  }

  private static String yaml(Object object) {
    return Yaml.text(SourceManifests.FORMAT.convertValue(object, JsonNode.class));
  }
}
