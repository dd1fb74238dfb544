package io.llmisvc.composition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.explanation.Provenance;
import io.llmisvc.composition.layer.Structure;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.merge.StrategicMerge;
import io.llmisvc.model.Composition;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.schema.Schemas;
import io.llmisvc.tree.Yaml;
import io.llmisvc.validation.SpecValidation;
import io.llmisvc.validation.structure.SpecStructure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompositionGoldenTest {
  private static final Composer COMPOSER =
      new Composer(new Structure(SpecStructure::ofService, SpecStructure::ofConfig));

  static Stream<GoldenCase> cases() {
    return GoldenCase.in("composition");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void composesAsRecorded(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();
    // When
    Composition composition = COMPOSER.compose(inputs, new Facts(inputs.facts()));
    // Then
    golden.expect("out-effective.yaml", effective(composition));
    golden.expectFindings(findings(composition));
    if (golden.has("out-explanation.yaml")) {
      Explanation explanation = COMPOSER.explain(inputs, new Facts(inputs.facts()));
      golden.expect("out-explanation.yaml", Yaml.text(tree(explanation)));
    }
    golden.expectNothingElse();
  }

  static Stream<GoldenCase> composedCases() {
    return cases().filter(golden -> golden.has("out-effective.yaml"));
  }

  @ParameterizedTest
  @MethodSource("composedCases")
  void explainsEveryValueOfTheEffectiveSpec(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();
    Composition composition = COMPOSER.compose(inputs, new Facts(inputs.facts()));
    EffectiveSpec effective = composition.effective();
    // When
    Explanation explanation = COMPOSER.explain(inputs, new Facts(inputs.facts()));
    // Then
    Map<String, JsonNode> values = new LinkedHashMap<>();
    explanation.entries().forEach(entry -> values.put(entry.path(), entry.value()));
    assertThat(values).isEqualTo(leaves(Objects.requireNonNull(effective)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void leavesItsInputsAloneAndAnswersTheSameTwice(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();
    ObjectNode service = inputs.service().deepCopy();
    Map<NamespacedName, ObjectNode> configs = new HashMap<>();
    inputs.configs().forEach((name, config) -> configs.put(name, config.deepCopy()));
    Composition first = COMPOSER.compose(inputs, new Facts(inputs.facts()));
    // When
    Composition second = COMPOSER.compose(inputs, new Facts(inputs.facts()));
    // Then
    assertThat(effective(second)).isEqualTo(effective(first));
    assertThat(second.findings()).isEqualTo(first.findings());
    assertThat(inputs.service()).isEqualTo(service);
    assertThat(inputs.configs()).isEqualTo(configs);
  }

  private static Map<String, JsonNode> leaves(EffectiveSpec effective) {
    StrategicMerge merge = StrategicMerge.of(Schemas.load().type("LLMInferenceServiceSpec"));
    Map<String, JsonNode> leaves = new LinkedHashMap<>();
    Provenance.leaves(merge, effective.tree())
        .forEach((path, value) -> leaves.put("spec." + path, value));
    return leaves;
  }

  private static ArrayNode tree(Explanation explanation) {
    ArrayNode entries = JsonNodeFactory.instance.objectNode().arrayNode();
    for (Explanation.Entry entry : explanation.entries()) {
      ObjectNode node = entries.addObject().put("path", entry.path());
      node.set("value", entry.value());
      node.put("source", text(entry.source()));
      if (!entry.beaten().isEmpty()) {
        ObjectNode beaten = node.putObject("beaten");
        entry.beaten().forEach(it -> beaten.set(text(it.source()), it.value()));
      }
    }
    return entries;
  }

  private static String text(Explanation.Source source) {
    return source.layer() + " " + source.namespace() + "/" + source.name();
  }

  private static List<Finding> findings(Composition composition) {
    List<Finding> findings = new ArrayList<>(composition.findings());
    EffectiveSpec effective = composition.effective();
    if (effective != null) {
      findings.addAll(SpecValidation.validate(effective.spec(), effective.service()));
    }
    return findings;
  }

  /** The service as it would be if somebody had written all of it by hand. */
  private static String effective(Composition composition) {
    EffectiveSpec effective = composition.effective();
    if (effective == null) {
      return "";
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "serving.kserve.io/v1alpha2").put("kind", "LLMInferenceService");
    object
        .putObject("metadata")
        .put("namespace", effective.service().namespace())
        .put("name", effective.service().name());
    object.set("spec", effective.tree());
    ArrayNode applied = object.putObject("status").putArray("appliedConfigs");
    composition.applied().forEach(applied::addPOJO);
    return Yaml.text(object);
  }
}
