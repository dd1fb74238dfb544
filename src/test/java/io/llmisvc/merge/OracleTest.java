package io.llmisvc.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.schema.Schemas;
import io.llmisvc.schema.StructType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of Kubernetes' strategic merge patch, recorded by {@code src/test/go/merge}. */
class OracleTest {
  @ParameterizedTest
  @ValueSource(strings = {"pods", "routes", "schedulers", "services"})
  void mergesAsKubernetesDoes(String suite) {
    // Given
    JsonNode recorded = read(suite);
    StructType type = Schemas.load().type(recorded.path("type").asText());
    assertThat(recorded.path("cases")).hasSizeGreaterThanOrEqualTo(30);

    for (int i = 0; i < recorded.path("cases").size(); i++) {
      JsonNode example = recorded.path("cases").get(i);

      // When
      Merged merged = StrategicMerge.of(type).merge(layers(example.path("layers")));

      // Then
      assertThat(Canonical.of(type, merged.tree()).toPrettyString())
          .as("%s, case %d of seed %s", suite, i, recorded.path("seed"))
          .isEqualTo(Canonical.of(type, example.path("expected")).toPrettyString());
    }
  }

  static List<Layer> layers(JsonNode trees) {
    List<Layer> layers = new ArrayList<>();
    for (JsonNode tree : trees) {
      layers.add(new Layer("layer " + layers.size(), (ObjectNode) tree));
    }
    return layers;
  }

  static JsonNode read(String suite) {
    try (var in = OracleTest.class.getResourceAsStream("/oracle/merge/" + suite + ".json")) {
      return JsonMapper.builder().build().readTree(Objects.requireNonNull(in, suite));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
