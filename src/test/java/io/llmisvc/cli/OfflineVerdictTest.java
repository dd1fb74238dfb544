package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.llmisvc.api.ServingApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.iterable.ThrowingExtractor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The command line refuses what a real API server refuses, and for that reason alone; it accepts
 * what a real API server accepts. The API server is asked about the same files elsewhere.
 */
final class OfflineVerdictTest {
  private static final Path CORPUS = Path.of("src", "test", "resources", "crd");
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  /** Rules that the CRDs do not have, and that the point of these files does not touch. */
  private static final Map<String, List<String>> STRICTER =
      Map.of("pod-partial.yaml", List.of("spec.worker", "spec.prefill.worker"));

  static List<Path> accepted() {
    return files(CORPUS.resolve("accept"));
  }

  static List<Path> refused() {
    return files(CORPUS.resolve("refuse"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatTheApiServerRefuses(Path file) throws IOException {
    // When
    List<JsonNode> findings = findings(file);
    // Then
    if (file.getFileName().toString().startsWith("unknown-")) {
      // The API server refuses these when asked to be strict, and else drops the field.
      assertThat(findings).extracting(text("reason")).containsExactly("UnknownField");
      return;
    }
    assertThat(findings)
        .filteredOn(text("severity"), "error")
        .singleElement()
        .extracting(text("reason"))
        .isEqualTo("InvalidRenderedConfig");
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void acceptsWhatTheApiServerAccepts(Path file) throws IOException {
    // When
    List<JsonNode> findings = findings(file);
    // Then
    assertThat(findings)
        .filteredOn(text("severity"), "error")
        .filteredOn(text("reason"), "InvalidRenderedConfig")
        .extracting(text("path"))
        .isEqualTo(STRICTER.getOrDefault(file.getFileName().toString(), List.of()));
  }

  private static ThrowingExtractor<JsonNode, String, RuntimeException> text(String member) {
    return finding -> finding.path(member).asText();
  }

  private static List<JsonNode> findings(Path file) throws IOException {
    String input = documents(file).map(YAML::asYaml).collect(Collectors.joining());
    String report = new Terminal().type(input).run("validate", "-o", "json", "-f", "-").out();
    return new ObjectMapper().readTree(report).valueStream().toList();
  }

  private static Stream<ObjectNode> documents(Path file) throws IOException {
    return Stream.of(Files.readString(file).split("(?m)^---$", -1))
        .map(text -> YAML.unmarshal(text, ObjectNode.class))
        .map(OfflineVerdictTest::withModel);
  }

  /** A service needs a model to be composed; most samples leave out what is not their point. */
  private static ObjectNode withModel(ObjectNode object) {
    boolean isService = object.path("kind").asText().equals(ServingApi.SERVICE_KIND);
    if (isService && !object.path("spec").has("model")) {
      object.withObjectProperty("spec").putObject("model").put("uri", "hf://a/b");
    }
    return object;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
