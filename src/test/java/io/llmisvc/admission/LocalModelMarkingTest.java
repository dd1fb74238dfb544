package io.llmisvc.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.config.OperatorConfig;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.Settings;
import io.llmisvc.model.storage.LocalModelCache;
import io.llmisvc.plan.Planner;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of {@code local-models.yaml}, asked as an API server asks, in both versions. */
class LocalModelMarkingTest {
  private static final Planner PLANNER = Planner.create();
  private static final String PREFIX = "internal.serving.kserve.io/localmodel";

  static Stream<Row> rows() throws IOException {
    return Yaml.object(Files.readString(Path.of("src/test/resources/admission/local-models.yaml")))
        .path("rows")
        .valueStream()
        .flatMap(row -> Stream.of(new Row(row, "v1alpha1"), new Row(row, "v1alpha2")));
  }

  record Row(JsonNode node, String version) {
    @Override
    public String toString() {
      return node.path("row").asText() + ", " + version;
    }

    ObjectNode service() {
      ObjectNode service = SentReviews.object("LLMInferenceService", version, "demo", "llama");
      ObjectNode model = service.withObject("/spec").putObject("model").put("name", "llama");
      if (node.has("uri")) {
        model.set("uri", node.get("uri"));
      }
      for (String part : List.of("labels", "annotations")) {
        if (node.has(part)) {
          service.withObject("/metadata").set(part, node.get(part).deepCopy());
        }
      }
      return service;
    }

    Optional<Settings> settings() {
      return switch (node.path("enabled").asText("true")) {
        case "unknown" -> Optional.empty();
        case String enabled -> Optional.of(configured(enabled));
      };
    }

    private static Settings configured(String enabled) {
      return ((SettingsResult.Valid)
              OperatorConfig.parse(
                  OperatorEnvironment.defaults(),
                  Map.of("localModel", "{\"enabled\": " + enabled + "}")))
          .settings();
    }

    Optional<List<LocalModelCache>> caches() {
      return node.has("caches")
          ? Optional.of(node.get("caches").valueStream().map(Row::cache).toList())
          : Optional.empty();
    }

    /** Written as {@code namespace/name source group group}. */
    private static LocalModelCache cache(JsonNode text) {
      String[] words = text.asText().split(" ");
      int slash = words[0].indexOf('/');
      ObjectNode cache =
          SentReviews.object(
              "LocalModelCache",
              "v1alpha1",
              slash < 0 ? "" : words[0].substring(0, slash),
              words[0].substring(slash + 1));
      cache.withObject("/spec").put("sourceModelUri", words[1]);
      ArrayNode groups = cache.withObject("/spec").putArray("nodeGroups");
      Stream.of(words).skip(2).forEach(groups::add);
      return LocalModelCache.of(cache);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isMarkedAsRecorded(Row row) {
    // Given
    FakeSurroundings around = new FakeSurroundings();
    around.settings = row.settings();
    around.localModels = row.caches();
    ObjectNode service = row.service();
    // When
    ObjectNode marked = marked(around, row.version(), service);
    // Then
    List<String> expected = new ArrayList<>();
    row.node().path("marks").forEach(mark -> expected.add(mark.asText()));
    assertThat(marks(marked)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(marked(around, row.version(), marked)).as("once more").isEqualTo(marked);
    assertThat(others(marked)).as("what others wrote").isEqualTo(others(service));
  }

  @Test
  void marksBesideOtherDefaults() {
    // Given
    FakeSurroundings around = new FakeSurroundings();
    ObjectNode service = SentReviews.object("LLMInferenceService", "v1alpha2", "demo", "llama");
    service.set("spec", Yaml.object("{model: {uri: 'hf://a/b'}, router: {route: {group: g}}}"));
    Row row = new Row(Yaml.object("{caches: ['llama hf://a/b gpu']}"), "v1alpha2");
    around.settings = row.settings();
    around.localModels = row.caches();
    // When
    ObjectNode marked = marked(around, "v1alpha2", service);
    // Then
    assertThat(marked.at("/metadata/labels").size()).isEqualTo(2);
    assertThat(marked.at("/metadata/labels").path("serving.kserve.io/routing-group").asText())
        .isEqualTo("g");
    assertThat(marks(marked)).contains("localmodel: llama");
  }

  private static List<String> marks(ObjectNode service) {
    List<String> marks = new ArrayList<>();
    for (String part : List.of("labels", "annotations")) {
      service
          .at("/metadata/" + part)
          .properties()
          .forEach(
              it -> {
                if (it.getKey().startsWith(PREFIX)) {
                  marks.add(
                      it.getKey().substring(PREFIX.length() - "localmodel".length())
                          + ": "
                          + it.getValue().asText());
                }
              });
    }
    return marks;
  }

  private static ObjectNode others(ObjectNode service) {
    ObjectNode others = service.deepCopy();
    for (String part : List.of("labels", "annotations")) {
      if (others.at("/metadata/" + part) instanceof ObjectNode members) {
        members.properties().removeIf(it -> it.getKey().startsWith(PREFIX));
        if (members.isEmpty()) {
          others.withObject("/metadata").remove(part);
        }
      }
    }
    return others;
  }

  private static ObjectNode marked(FakeSurroundings around, String version, ObjectNode service) {
    JsonNode response =
        SentReviews.answer(
                new Admission(PLANNER, around, true),
                "/mutate-serving-kserve-io-%s-llminferenceservice".formatted(version),
                SentReviews.of("UPDATE", "LLMInferenceService", service, service))
            .path("response");
    assertThat(response.path("allowed").asBoolean()).isTrue();
    ObjectNode marked = service.deepCopy();
    if (response.has("patch")) {
      byte[] patch = Base64.getDecoder().decode(response.path("patch").asText());
      Yaml.object("patch: " + new String(patch, StandardCharsets.UTF_8))
          .path("patch")
          .forEach(operation -> apply(operation, marked));
    }
    return marked;
  }

  /** The two operations that are used, as an API server does them. */
  private static void apply(JsonNode operation, ObjectNode object) {
    String path = operation.path("path").asText();
    int slash = path.lastIndexOf('/');
    ObjectNode parent = (ObjectNode) object.at(path.substring(0, slash));
    String member = path.substring(slash + 1).replace("~1", "/").replace("~0", "~");
    if (operation.path("op").asText().equals("remove")) {
      assertThat(parent.remove(member)).isNotNull();
    } else {
      parent.set(member, operation.get("value"));
    }
  }
}
