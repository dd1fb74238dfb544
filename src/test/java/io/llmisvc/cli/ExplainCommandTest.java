package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.llmisvc.cli.Terminal.Answer;
import io.llmisvc.tree.Yaml;
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

  @Test
  void saysBesideEachLineWhichLayerSetIt() {
    // When
    Answer answer = explain("spec.replicas");

    // Then
    assertThat(answer.out())
        .endsWith("\nspec.replicas: 5  # service (beats 3 of baseRef base)\n")
        .contains("\n# preset ", " < baseRef base < service\n");
  }

  @Test
  void coloursLayersOnATerminalOnly() {
    // When
    Answer plain = explain("spec.replicas");
    Answer coloured =
        new Terminal().type(INPUT).withColours().run("explain", "-f", "-", "spec.replicas");

    // Then
    assertThat(plain.out()).doesNotContain("\u001b");
    assertThat(coloured.out())
        .endsWith("spec.replicas: 5  \u001b[32m# service (beats 3 of baseRef base)\u001b[0m\n");
  }

  @Test
  void isYamlOfTheEffectiveSpecWhenNothingIsFolded() {
    // When
    Answer explained = explain("--unfold");
    Answer rendered = new Terminal().type(INPUT).run("render", "-f", "-", "--effective");

    // Then
    assertThat(Yaml.object(explained.out()).path("spec"))
        .isEqualTo(Yaml.object(rendered.out()).path("spec"));
  }

  @Test
  void saysWhoBeatWhatALayerSays() {
    // When
    Answer answer = explain("--layer", "base");

    // Then
    assertThat(answer.out())
        .contains("\n# 3 of 4 values in effect\n", "\n  replicas: 3  ", "# beaten by service: 5\n");
  }

  @Test
  void saysWhatStandsInThePlaceOfAnAlternativeThatIsGone() {
    // Given
    String input =
        """
        apiVersion: serving.kserve.io/v1alpha2
        kind: LLMInferenceServiceConfig
        metadata: {name: base, namespace: demo}
        spec:
          template: {volumes: [{name: scratch, emptyDir: {medium: Memory}}]}
        ---
        apiVersion: serving.kserve.io/v1alpha2
        kind: LLMInferenceService
        metadata: {name: my-llm, namespace: demo}
        spec:
          baseRefs: [{name: base}]
          model: {uri: hf://a/b}
          template: {volumes: [{name: scratch, hostPath: {path: /scratch}}]}
        """;

    // When
    Answer answer = new Terminal().type(input).run("explain", "-f", "-", "--layer", "base");

    // Then
    assertThat(answer.out())
        .contains("# gone, service says spec.template.volumes[name=scratch].hostPath.path\n");
  }

  @Test
  void namesTheLayersWhenAskedForAnother() {
    // When
    Answer answer = explain("--layer", "nobody");

    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err())
        .startsWith("error: no layer is called nobody; there are ")
        .endsWith(", base, service, operator\n");
  }

  @Test
  void followsAValueOfAChildToItsLayer() {
    // When
    Answer answer = explain("Deployment.spec.replicas");

    // Then
    assertThat(answer.out()).endsWith("\nspec.replicas: 5  # spec.replicas, service\n");
  }

  @Test
  void saysWhatTheOperatorMakesAValueOf() {
    // When
    Answer answer = explain("Deployment.spec.template.spec.initContainers[storage-initializer]");

    // Then
    assertThat(answer.out())
        .contains(
            "  args: [hf://a/b, /mnt/models] ",
            "# operator, from spec.model.uri (service)\n",
            "# operator, from storageInitializer (operator, ConfigMap kserve/inferenceservice-config)\n");
  }

  @Test
  void listsWhatEachValueOfAChildRestsOn() {
    // When
    Answer answer = explain("--flat", "Deployment.spec.replicas");

    // Then
    assertThat(answer.out())
        .endsWith("spec.replicas: 5\n    from spec.replicas of service demo/my-llm\n");
  }

  @Test
  void namesTheChildrenWhenAskedForAnother() {
    // When
    Answer answer = explain("LeaderWorkerSet.spec");

    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err())
        .startsWith("error: nothing is set at LeaderWorkerSet.spec; the children are ")
        .contains("Deployment/my-llm-kserve");
  }

  @Test
  void refusesOptionsThatContradictEachOther() {
    // When
    Answer flat = explain("--flat", "--unfold");
    Answer layer = explain("--layer", "base", "Deployment.spec");

    // Then
    assertThat(flat.exitCode()).isEqualTo(2);
    assertThat(layer.exitCode()).isEqualTo(2);
    assertThat(layer.err()).contains("leave out --layer or Deployment.spec");
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
