package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Kustomize;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Prometheus Operator is told, by its own definitions and by the pods that there are. */
@WithControlPlane
class MonitoringTest {
  private static final Path PLANS = Path.of("src/test/resources/golden/plan");
  private static final Path OVERLAY = Path.of("kubernetes/monitoring");
  private static final Path GUIDE = Path.of("docs/monitoring.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```yaml\n(resources: .*?)```", Pattern.DOTALL);

  @TempDir private Path work;

  /** An apply fails for a field that the definition does not have. */
  @Test
  void isWhatTheDefinitionsAllow(KubernetesClient admin, TestNamespace namespace) {
    // Given
    List<ObjectNode> objects =
        AppliedManifests.read(Kustomize.buildIn(namespace.name(), OVERLAY, work)).stream()
            .filter(object -> object.path("apiVersion").asText().startsWith("monitoring."))
            .toList();
    assertThat(objects)
        .map(object -> object.path("kind").asText())
        .containsExactlyInAnyOrder("ServiceMonitor", "PrometheusRule", "PodMonitor", "PodMonitor");
    // When
    objects.forEach(object -> AppliedManifests.apply(admin, object));
  }

  @Test
  void findsTheServersOfEachService() {
    // Given
    JsonNode monitor = monitor("llmisvc-models");
    Pattern kept =
        monitor
            .at("/spec/podMetricsEndpoints/0/relabelings")
            .valueStream()
            .filter(rule -> rule.path("action").asText().equals("keep"))
            .map(rule -> Pattern.compile(rule.path("regex").asText()))
            .findFirst()
            .orElseThrow();
    // When
    List<JsonNode> pods = selected(monitor);
    // Then
    assertThat(pods)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            pod -> assertThat(targets(pod, kept)).singleElement().matches(it -> serves(pod, it)));
  }

  @Test
  void findsThePickerOfEachService() {
    // Given
    JsonNode monitor = monitor("llmisvc-pickers");
    String port = monitor.at("/spec/podMetricsEndpoints/0/port").asText();
    // When
    List<JsonNode> pods = selected(monitor);
    // Then
    assertThat(pods)
        .hasSizeGreaterThan(4)
        .allSatisfy(
            pod ->
                assertThat(
                        pod.at("/spec/containers")
                            .valueStream()
                            .flatMap(container -> container.path("ports").valueStream())
                            .map(declared -> declared.path("name").asText()))
                    .containsOnlyOnce(port));
  }

  /** The examples of the guide are built as they stand there. */
  @Test
  void isTunedAsTheGuideSays() throws IOException {
    // Given
    List<String> examples =
        EXAMPLE.matcher(Files.readString(GUIDE)).results().map(it -> it.group(1)).toList();
    // When
    List<List<ObjectNode>> built = examples.stream().map(this::build).toList();
    // Then
    assertThat(built).hasSize(3);
    assertThat(built.get(0))
        .allMatch(it -> it.at("/metadata/labels/release").asText().startsWith("kube-prometheus"));
    assertThat(built.get(1))
        .noneMatch(it -> it.path("kind").asText().startsWith("Cluster"))
        .noneMatch(it -> it.at("/metadata/name").asText().equals("llmisvc-picker-reader"))
        .filteredOn(it -> it.path("kind").asText().equals("PodMonitor"))
        .hasSize(2)
        .allMatch(
            it ->
                it.at("/spec/namespaceSelector")
                    .toString()
                    .equals("{\"matchNames\":[\"kserve\",\"team-a\"]}"))
        .noneMatch(it -> it.toString().contains("authorization"));
    assertThat(built.get(2))
        .filteredOn(it -> it.path("kind").asText().equals("PrometheusRule"))
        .singleElement()
        .satisfies(
            it ->
                assertThat(objective(it, 1, "llmisvc:ready_objective_seconds"))
                    .isEqualTo("vector(3600)"))
        .satisfies(
            it ->
                assertThat(objective(it, 2, "llmisvc:time_to_first_token_objective_seconds"))
                    .isEqualTo("vector(5)"));
  }

  /** That of the first rule of a group, which has to be this one. */
  private static String objective(ObjectNode rules, int group, String name) {
    JsonNode rule = rules.at("/spec/groups/%d/rules/0".formatted(group));
    assertThat(rule.path("record").asText()).isEqualTo(name);
    return rule.path("expr").asText();
  }

  private List<ObjectNode> build(String kustomization) {
    try {
      Path overlay = Files.createTempDirectory(work, "overlay").toRealPath();
      Path sources = overlay.relativize(Path.of("kubernetes").toRealPath());
      Files.writeString(
          overlay.resolve("kustomization.yaml"),
          kustomization.replace("../kubernetes", sources.toString()));
      return AppliedManifests.read(Kustomize.build(overlay, overlay.resolve("built.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode monitor(String name) {
    return AppliedManifests.read(Kustomize.build(OVERLAY, work.resolve("built.yaml"))).stream()
        .filter(object -> object.path("kind").asText().equals("PodMonitor"))
        .filter(object -> object.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The pods of all plans that have the labels. */
  private static List<JsonNode> selected(JsonNode monitor) {
    JsonNode labels = monitor.at("/spec/selector/matchLabels");
    try (Stream<Path> files = Files.walk(PLANS)) {
      return files
          .filter(file -> file.getFileName().toString().matches("out-(Deployment|Leader).*"))
          .flatMap(file -> AppliedManifests.read(file).stream())
          .flatMap(
              object ->
                  Stream.of(
                      object.at("/spec/template"),
                      object.at("/spec/leaderWorkerTemplate/leaderTemplate"),
                      object.at("/spec/leaderWorkerTemplate/workerTemplate")))
          .filter(
              pod ->
                  labels.properties().stream()
                      .allMatch(
                          label ->
                              label
                                  .getValue()
                                  .equals(pod.at("/metadata/labels").path(label.getKey()))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code container;port}. */
  private static List<String> targets(JsonNode pod, Pattern kept) {
    List<String> targets = new ArrayList<>();
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : pod.path("spec").path(list)) {
        for (JsonNode port : container.path("ports")) {
          targets.add(container.path("name").asText() + ";" + port.path("containerPort").asInt());
        }
      }
    }
    targets.removeIf(target -> !kept.matcher(target).matches());
    return targets;
  }

  private static boolean serves(JsonNode pod, String target) {
    return pod.toString().contains("--port " + target.split(";")[1]);
  }
}
