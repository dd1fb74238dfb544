package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownFieldsOptionTest {
  private static final String GOOD =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: good}
      spec: {model: {uri: hf://a/b}, baseRefs: [{name: base}]}
      """;
  private static final String CONFIG =
      """
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: base}
      spec: {replicas: 2}
      """;
  private static final String MISSPELT =
      """
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: misspelt}
      spec: {model: {uri: hf://a/b}, replica: 2}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"render", "explain", "validate"})
  void unknownFieldIsAnErrorUnlessAskedOtherwise(String verb) {
    // Given
    String input = GOOD + CONFIG + MISSPELT;

    // When
    Answer strict = new Terminal().type(input).run(verb, "-f", "-");
    Answer lenient = new Terminal().type(input).run(verb, "-f", "-", "--unknown-fields=warn");

    // Then
    String field = "spec.replica: the API has no such field";
    assertThat(strict.exitCode()).isEqualTo(1);
    assertThat(strict.out() + strict.err()).contains("error", field);
    assertThat(lenient.exitCode()).isZero();
    assertThat(lenient.out() + lenient.err()).contains("warning", field).doesNotContain("error:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"render", "explain", "validate"})
  void unknownFieldOfAConfigIsAnErrorToo(String verb) {
    // Given
    String input = GOOD + CONFIG.replace("replicas", "replica");

    // When
    Answer answer = new Terminal().type(input).run(verb, "-f", "-");

    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out() + answer.err())
        .contains("LLMInferenceServiceConfig default/base", "spec.replica: the API has no such");
  }

  @Test
  void rendersNothingOfAServiceThatCannotBeStored() {
    // When
    Answer strict = new Terminal().type(GOOD + CONFIG + MISSPELT).run("render", "-f", "-");
    Answer lenient =
        new Terminal()
            .type(GOOD + CONFIG + MISSPELT)
            .run("render", "-f", "-", "--unknown-fields", "warn");

    // Then
    assertThat(strict.out()).contains("name: good-kserve").doesNotContain("misspelt");
    assertThat(lenient.out()).contains("name: good-kserve", "name: misspelt-kserve");
  }

  @ParameterizedTest
  @ValueSource(strings = {"render", "explain", "validate"})
  void kindOfOurGroupThatDoesNotExistIsNamedBesideWhatIsFine(String verb) {
    // Given
    String typo = MISSPELT.replace("kind: LLMInferenceService", "kind: LLMInferenceServise");
    String noVersion = MISSPELT.replace("serving.kserve.io/v1alpha2", "serving.kserve.io");

    // When
    Answer answer = new Terminal().type(GOOD + CONFIG + typo + noVersion).run(verb, "-f", "-");

    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .contains(
            "serving.kserve.io has no kind LLMInferenceServise",
            "apiVersion serving.kserve.io has no version; use serving.kserve.io/v1alpha2");
  }
}
