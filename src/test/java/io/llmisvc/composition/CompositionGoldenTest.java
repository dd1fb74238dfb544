package io.llmisvc.composition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.golden.Yaml;
import io.llmisvc.model.Composition;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Facts;
import io.llmisvc.model.Finding;
import io.llmisvc.model.Inputs;
import io.llmisvc.validation.SpecValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompositionGoldenTest {
  private static final Composer COMPOSER = new Composer();

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
    golden.expect("findings.yaml", Yaml.findings(findings(composition)));
    golden.expectNothingElse();
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
    ObjectNode object = Yaml.object();
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
