package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.llmisvc.cli.Terminal.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
  private static final String INPUT =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: base, namespace: kserve}
      spec:
        replicas: 3
        template: {containers: [{name: main, image: "base:1", args: [--from-base]}]}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: my-llm, namespace: demo}
      spec:
        baseRefs: [{name: base}]
        model: {uri: hf://a/b}
        replicas: 5
      """;

  @Test
  void saysWhichLayerSetAValueAndWhatItBeat() {
    // When
    Answer answer = explain("--flat", "replicas");

    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out())
        .isEqualTo(
            """
            # LLMInferenceService demo/my-llm
            spec.replicas: 5
                from service demo/my-llm
                beat 3 of baseRef kserve/base
            """);
  }

  @Test
  void namesElementsOfListsByTheirKeys() {
    // When
    Answer answer = explain("--flat", "template.containers[main].image");

    // Then
    assertThat(answer.out())
        .startsWith(
            """
            # LLMInferenceService demo/my-llm
            spec.template.containers[name=main].image: "base:1"
                from baseRef kserve/base
                beat \
            """)
        .endsWith(" of preset kserve/kserve-config-llm-template\n");
  }

  @Test
  void tellsOfTheWholeListWhenAskedForOneOfItsElements() {
    // When
    Answer answer = explain("--flat", "spec.template.containers[name=main].args[0]");

    // Then
    assertThat(answer.out())
        .contains("spec.template.containers[name=main].args: [\"--from-base\"]\n");
  }

  @Test
  void explainsEveryValueWithoutAPath() {
    // When
    Answer answer = explain("--flat");

    // Then
    assertThat(answer.out())
        .contains("\nspec.model.uri: ", "\nspec.replicas: ", "\n    from preset ")
        .containsPattern("\n    from operator, [^\n]+\n");
  }

  @Test
  void writesListsOfValuesForTools() throws IOException {
    // When
    Answer answer = explain("-o", "json", "spec.replicas");

    // Then
    JsonNode service = JsonMapper.builder().build().readTree(answer.out()).path(0);
    assertThat(service.toString())
        .isEqualTo(
            "{\"namespace\":\"demo\",\"name\":\"my-llm\",\"values\":[{\"path\":\"spec.replicas\","
                + "\"value\":5,\"source\":{\"layer\":\"service\",\"namespace\":\"demo\","
                + "\"name\":\"my-llm\"},\"beaten\":[{\"value\":3,\"source\":{\"layer\":\"baseRef\","
                + "\"namespace\":\"kserve\",\"name\":\"base\"}}]}]}");
  }

  @Test
  void writesYaml() {
    // When
    Answer answer = explain("-o", "yaml", "spec.replicas");

    // Then
    assertThat(answer.out())
        .startsWith(
            """
            - namespace: demo
              name: my-llm
              values:
              - path: spec.replicas
                value: 5
            """);
  }

  @Test
  void failsWhenNothingIsSetThere() {
    // When
    Answer answer = explain("spec.nothing");

    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).isEqualTo("error: nothing is set at spec.nothing\n");
  }

  private static Answer explain(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "explain";
    all[1] = "-f";
    all[2] = "-";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return new Terminal().type(INPUT).run(all);
  }
}
