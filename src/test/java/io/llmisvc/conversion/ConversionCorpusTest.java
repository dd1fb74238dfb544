package io.llmisvc.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Planner;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every service and config that there is in files: nothing is lost, and the plans are the same. */
class ConversionCorpusTest {
  private static final Planner PLANNER = Planner.create();

  static Stream<GoldenCase> cases() {
    return Stream.concat(
        GoldenCase.ofSamples("plan"),
        Stream.of("composition", "router", "workload").flatMap(GoldenCase::in));
  }

  @Test
  void backAndForthGivesTheSameTree() {
    // Given
    List<ObjectNode> objects =
        Stream.concat(
                Stream.of(Path.of("samples"), Path.of("src/test/resources"))
                    .flatMap(folder -> files(folder).stream())
                    .map(ConversionCorpusTest::read)
                    .filter(text -> text.contains("kind: LLMInferenceService"))
                    .flatMap(text -> Yaml.objects(text).stream()),
                Presets.load(Presets.DEFAULT_PREFIX, "kserve").stream())
            .filter(object -> object.path("kind").asText().startsWith("LLMInferenceService"))
            .toList();
    assertThat(objects).hasSizeGreaterThan(200);
    for (ObjectNode object : objects) {
      for (ApiVersion version : ApiVersion.values()) {
        ObjectNode stored = object.deepCopy().put("apiVersion", version.toString());

        // When
        ObjectNode other = Conversion.convert(stored, version.other().toString());

        // Then
        assertThat(Conversion.convert(other, version.toString())).isEqualTo(stored);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plansTheSameInEitherVersion(GoldenCase golden) {
    for (Inputs inputs : golden.allInputs()) {
      Plan expected = PLANNER.plan(inputs);
      for (ApiVersion version : ApiVersion.values()) {
        // When
        Plan plan = PLANNER.plan(in(version, inputs));

        // Then
        assertThat(plan.children()).as("read as %s", version).isEqualTo(expected.children());
        assertThat(plan.absent()).as("read as %s", version).isEqualTo(expected.absent());
      }
    }
  }

  @Test
  void criticalityOfAConfigTakesPartInTheMerge() {
    // Given
    Inputs own =
        GoldenCase.in("router")
            .filter(golden -> golden.name().equals("criticality"))
            .findFirst()
            .orElseThrow()
            .inputs();
    ObjectNode service = own.service().deepCopy();
    ((ObjectNode) service.at("/spec/model")).remove("criticality");
    service.withObject("/spec").putArray("baseRefs").addObject().put("name", "rank");
    ObjectNode config =
        Yaml.object(
            """
            apiVersion: serving.kserve.io/v1alpha1
            kind: LLMInferenceServiceConfig
            metadata: {name: rank, namespace: demo}
            spec: {model: {criticality: High}}
            """);
    Map<NamespacedName, ObjectNode> configs = new LinkedHashMap<>(own.configs());
    configs.put(new NamespacedName("demo", "rank"), config);
    Inputs inputs = new Inputs(service, configs, own.settings(), own.facts());

    // When
    Plan plan = PLANNER.plan(in(ApiVersion.V1ALPHA2, inputs));

    // Then
    assertThat(plan.children())
        .isEqualTo(PLANNER.plan(own).children())
        .anyMatch(child -> child.key().kind().kind().equals("InferenceObjective"));
  }

  private static Inputs in(ApiVersion version, Inputs inputs) {
    Map<NamespacedName, ObjectNode> configs = new LinkedHashMap<>();
    inputs.configs().forEach((name, config) -> configs.put(name, in(version, config)));
    return new Inputs(in(version, inputs.service()), configs, inputs.settings(), inputs.facts());
  }

  private static ObjectNode in(ApiVersion version, ObjectNode object) {
    return Conversion.convert(object, version.toString());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
