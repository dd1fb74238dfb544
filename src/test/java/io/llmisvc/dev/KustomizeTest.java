package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Helm;
import io.llmisvc.testing.Kustomize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What kustomize makes of the manifests, without a cluster. */
class KustomizeTest {
  private static final Path KUBERNETES = Path.of("kubernetes");

  @TempDir private Path work;

  @Test
  void givesTheManifestsAsTheyAre() throws IOException {
    // When
    List<ObjectNode> built = built(KUBERNETES);
    // Then
    try (Stream<Path> files = Files.walk(KUBERNETES.resolve("base"))) {
      assertThat(built)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .filter(Files::isRegularFile)
                  .filter(file -> !file.endsWith("kustomization.yaml"))
                  .flatMap(file -> AppliedManifests.read(file).stream())
                  .toList());
    }
  }

  @Test
  void givesRolesForClusterRolesWhenOneNamespaceIsWatched() {
    // When
    List<ObjectNode> built = built(KUBERNETES.resolve("namespaced"));
    // Then
    assertThat(built).noneMatch(object -> kind(object).startsWith("Cluster"));
    List<ObjectNode> unchanged =
        built(KUBERNETES).stream()
            .filter(object -> !kind(object).startsWith("Cluster"))
            .filter(object -> !kind(object).equals("Deployment"))
            .toList();
    assertThat(built)
        .containsAll(unchanged)
        .hasSize(unchanged.size() + rightsOfTheChart().size() + 1)
        .containsAll(rightsOfTheChart());
    JsonNode environment =
        built.stream()
            .filter(object -> kind(object).equals("Deployment"))
            .map(object -> object.at("/spec/template/spec/containers/0/env"))
            .findFirst()
            .orElseThrow();
    assertThat(environment.findValuesAsText("name"))
        .containsExactlyInAnyOrder("POD_NAMESPACE", "JAVA_TOOL_OPTIONS", "WATCH_NAMESPACES");
    assertThat(environment.findValuesAsText("value")).contains("kserve,team-a");
  }

  private List<ObjectNode> rightsOfTheChart() {
    String rendered =
        Helm.in(work)
            .run(
                "template",
                "a",
                "helm/llmisvc",
                "--namespace",
                "kserve",
                "--set",
                "watchNamespaces={team-a}",
                "--show-only",
                "templates/rbac.yaml")
            .orThrow();
    try {
      return AppliedManifests.read(Files.writeString(work.resolve("rendered.yaml"), rendered))
          .stream()
          .filter(object -> object.at("/metadata/name").asText().endsWith("-watched"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ObjectNode> built(Path directory) {
    return AppliedManifests.read(Kustomize.build(directory, work.resolve("built.yaml")));
  }

  private static String kind(ObjectNode object) {
    return object.path("kind").asText();
  }
}
