package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.llmisvc.api.ServingApi;
import io.llmisvc.cli.Terminal.Answer;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCommandTest {
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm}
      spec: {model: {uri: "hf://a/b"}}
      """;

  @Test
  void printsACatalogOfTheSchema() {
    // When
    Answer answer =
        new Terminal()
            .run(
                "schema",
                "LLMInferenceServiceConfig",
                "--catalog",
                "https://example.com/s.json",
                "--file-match",
                "a/*.yaml",
                "--file-match",
                "b.yaml");
    // Then
    assertThat(answer.exitCode()).isZero();
    JsonNode catalog = Yaml.object(answer.out());
    assertThat(catalog.path("version").asInt()).isEqualTo(1);
    JsonNode schema = catalog.at("/schemas/0");
    assertThat(schema.path("name").asText()).isEqualTo("LLMInferenceServiceConfig");
    assertThat(schema.path("url").asText()).isEqualTo("https://example.com/s.json");
    assertThat(schema.path("fileMatch"))
        .extracting(JsonNode::asText)
        .containsExactly("a/*.yaml", "b.yaml");
    assertThat(schema.path("description").asText()).isNotEmpty();
  }

  @Test
  void wantsAnAddressThatAnEditorCanFetch() {
    Answer answer = new Terminal().run("schema", "--catalog", "llmisvc.schema.json");
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("--catalog llmisvc.schema.json: no absolute URL");
  }

  static Stream<ObjectNode> written() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      List<ObjectNode> samples =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .flatMap(file -> AppliedManifests.read(file).stream())
              .filter(object -> object.path("apiVersion").asText().startsWith(ServingApi.GROUP))
              .toList();
      return Stream.concat(
          samples.stream(), Presets.load(Presets.DEFAULT_PREFIX, "kserve").stream());
    }
  }

  @Test
  void acceptsEverySampleAndPreset() throws IOException {
    // Given
    Schema schema = schema("schema");
    // Then
    assertThat(written())
        .isNotEmpty()
        .allSatisfy(object -> assertThat(schema.validate(object)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model: {uri: \"hf://a/b\"}, replicsa: 2",
        "model: {uri: \"hf://a/b\"}, replicas: two",
        "model: {uri: \"hf://a/b\"}, template: {containers: [{image: i}]}",
        "model: {uri: \"hf://a/b\"}, replicas: -1"
      })
  void findsWhatTheApiServerWould(String spec) {
    // Given
    ObjectNode service = Yaml.object(SERVICE);
    service.set("spec", Yaml.object("{" + spec + "}"));
    // Then
    assertThat(schema("schema", "LLMInferenceService").validate(service)).isNotEmpty();
  }

  @Test
  void describesFieldsAndTheirValues() {
    // When
    Answer answer =
        new Terminal().run("schema", "LLMInferenceService", "--api-version", "v1alpha2");
    // Then
    JsonNode schema = Yaml.object(answer.out());
    assertThat(answer.exitCode()).isZero();
    assertThat(schema.path("title").asText()).isEqualTo("LLMInferenceService");
    assertThat(schema.at("/properties/apiVersion/enum/0").asText())
        .isEqualTo("serving.kserve.io/v1alpha2");
    JsonNode spec = schema.at(schema.at("/properties/spec/$ref").asText().substring(1));
    assertThat(spec.at("/properties/replicas/description").asText()).isNotEmpty();
    assertThat(schema.at("/properties/status").isMissingNode()).isTrue();
    assertThat(answer.out()).doesNotContain("\"x-kubernetes-");
  }

  @Test
  void knowsBothVersions() {
    // When
    Answer answer =
        new Terminal().run("schema", "LLMInferenceService", "--api-version", "v1alpha1");
    // Then
    assertThat(answer.out())
        .contains("\"serving.kserve.io/v1alpha1\"")
        .doesNotContain("serving.kserve.io/v1alpha2");
  }

  private static Schema schema(String... arguments) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(Yaml.object(new Terminal().run(arguments).out()));
  }
}
