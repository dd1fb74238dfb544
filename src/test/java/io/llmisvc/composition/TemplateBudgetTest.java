package io.llmisvc.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.composition.layer.Structure;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Composition;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.template.value.Budget;
import io.llmisvc.validation.structure.SpecStructure;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody who means well comes near the budget of templates. */
class TemplateBudgetTest {
  private static final Structure STRUCTURE =
      new Structure(SpecStructure::ofService, SpecStructure::ofConfig);
  private static final Composer WHOLE = new Composer(STRUCTURE);
  private static final Composer TENTH =
      new Composer(STRUCTURE, tenth(Budget.Limits.OF_SERVICE), used -> {});

  static Stream<Inputs> services() {
    return Stream.of(
            GoldenCase.ofSamples("plan"), GoldenCase.in("plan"), GoldenCase.in("composition"))
        .flatMap(cases -> cases)
        .flatMap(golden -> golden.allInputs().stream());
  }

  @ParameterizedTest
  @MethodSource("services")
  void tenthOfTheBudgetIsEnough(Inputs inputs) {
    // When
    Composition composition = TENTH.compose(inputs, new Facts(inputs.facts()));
    // Then
    assertThat(composition.findings())
        .extracting(Finding::message)
        .noneMatch(message -> message.contains("may use together"));
    assertThat(composition).isEqualTo(WHOLE.compose(inputs, new Facts(inputs.facts())));
  }

  private static Budget.Limits tenth(Budget.Limits limits) {
    return new Budget.Limits(
        limits.steps() / 10, limits.bytes() / 10, limits.output() / 10, limits.depth() / 10);
  }
}
