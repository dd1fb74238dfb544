package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One test per way in which input can be wrong: each is named with its place, none is a defect. */
class BadInputTest {
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: my-llm}
      spec:
        model: {uri: hf://a/b}
      """;

  @TempDir Path folder;

  @Test
  void namesFileDocumentAndLineOfMalformedYaml() {
    assertUnreadable(
        SERVICE + "---\nkind: x\n  metadata: [\n", "stdin, document 2, line 8: not YAML: ");
  }

  @Test
  void namesFileDocumentAndLineOfMalformedJson() throws IOException {
    // Given
    Path file =
        write("bad.json", "{\"kind\": \"x\",\n \"apiVersion\": }".getBytes(StandardCharsets.UTF_8));

    // When
    Answer answer = new Terminal().run("render", "-f", file.toString());

    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).startsWith("error: " + file + ", document 1, line 2: not JSON: ");
  }

  @Test
  void refusesAnUnknownKindOfItsOwnGroup() {
    assertUnreadable(
        SERVICE.replace("LLMInferenceService", "LLMInferenceServce"),
        "stdin, document 1, line 1: serving.kserve.io has no kind LLMInferenceServce");
  }

  @Test
  void refusesAnUnknownVersion() {
    assertUnreadable(
        SERVICE.replace("v1alpha2", "v1"),
        "LLMInferenceService has no version v1; use one of v1alpha1, v1alpha2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind: ConfigMap", "apiVersion: v1", "a: b", "{apiVersion: 1, kind: x}"})
  void refusesWhatIsNoKubernetesObject(String text) {
    assertUnreadable(text, "stdin, document 1, line 1: is not a Kubernetes object: it needs ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a\n- b", "just text", "42"})
  void refusesWhatIsNoObject(String text) {
    assertUnreadable(text, "stdin, document 1, line 1: must be a Kubernetes object, not a ");
  }

  @Test
  void namesBothPlacesOfADuplicate() {
    assertUnreadable(
        SERVICE + "---\n" + SERVICE.replace("v1alpha2", "v1alpha1"),
        "stdin, document 2, line 7: LLMInferenceService default/my-llm is already defined at"
            + " stdin, document 1, line 1");
  }

  @Test
  void namesTheItemOfAList() {
    assertUnreadable(
        "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap}\n",
        "stdin, document 1, line 1, item 1: ConfigMap needs metadata with a name");
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    assertUnreadable(
        SERVICE + "  model: {uri: hf://c/d}\n",
        "stdin, document 1, line 6: the key model stands twice in one object");
  }

  @Test
  void refusesAnAnchorThatContainsItself() {
    assertUnreadable(SERVICE + "  labels: &a {x: *a}\n", "line 6: an anchor contains itself");
  }

  @Test
  void refusesAnchorsOfAnchors() {
    // Given
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String below = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (below + ", ").repeat(4) + below));
    }

    // Then
    assertUnreadable(bomb.toString(), "its anchors stand for more than ");
  }

  @Test
  void namesEveryProblemOfAllFiles() throws IOException {
    // Given
    Path first = write("a.yaml", "a: [".getBytes(StandardCharsets.UTF_8));
    Path second = write("b.yaml", new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    // When
    Answer answer =
        new Terminal().run("render", "-f", folder.toString(), "-f", folder + "/none.yaml");

    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("error: " + first + ", document 1, line 1"))
        .contains("error: " + second + ": is not text in UTF-8")
        .contains("error: " + folder + "/none.yaml: no such file");
  }

  @Test
  void refusesADirectoryWithoutManifests() {
    // When
    Answer answer = new Terminal().run("render", "-f", folder.toString());

    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains(folder + ": the directory has no file that ends in .yaml");
  }

  @Test
  void refusesInputWithoutAService() {
    assertUnreadable(
        "{apiVersion: v1, kind: Namespace, metadata: {name: x}}", "has no LLMInferenceService");
  }

  @Test
  void namesTheKeyOfABrokenOperatorConfigMap() {
    String config =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: inferenceservice-config, namespace: kserve}
        data: {ingress: "{not json"}
        ---
        """;
    assertUnreadable(
        config + SERVICE,
        "stdin, document 1, line 1: ConfigMap kserve/inferenceservice-config: key ingress: not"
            + " JSON");
  }

  @Test
  void namesWhatIsWrongWithTheFacts() throws IOException {
    // Given
    Path facts =
        write(
            "facts.yaml",
            "serves: []\nserved: [Pool/v9]\nkubernetesVersion: new\n"
                .getBytes(StandardCharsets.UTF_8));

    // When
    Answer answer =
        new Terminal().type(SERVICE).run("render", "-f", "-", "--facts", facts.toString());

    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .contains(
            "unknown key serves; known are absent, children, kubernetesVersion, objects, served")
        .contains("kubernetesVersion: new is no version")
        .contains("served: no kind Pool/v9");
  }

  @Test
  void tellsOfAConfigThatDoesNotExist() {
    assertFinding(
        SERVICE + "  baseRefs: [{name: nowhere}]\n",
        "spec.baseRefs[0].name: config nowhere does not exist in the namespaces default and"
            + " kserve");
  }

  @Test
  void tellsWhereATemplateIsWrongAndInWhichConfig() {
    String config =
        """
        apiVersion: serving.kserve.io/v1alpha2
        kind: LLMInferenceServiceConfig
        metadata: {name: broken, namespace: kserve}
        spec: {template: {containers: [{name: main, args: [ok, "{{ .Spec.Modell }}"]}]}}
        ---
        """;
    assertFinding(
        config + SERVICE + "  baseRefs: [{name: broken}]\n",
        "spec.template.containers[name=main].args",
        "kserve/broken",
        "Modell");
  }

  @Test
  void tellsOfDataThatIsNotDivisible() {
    assertFinding(
        SERVICE + "  parallelism: {data: 7, dataLocal: 2}\n  worker: {containers: []}\n", "7", "2");
  }

  @Test
  void tellsOfExclusiveFields() {
    assertFinding(
        SERVICE + "  router: {route: {http: {refs: [{name: a}], spec: {rules: []}}}}\n",
        "spec.router.route.http");
  }

  @Test
  void rendersANameOf253Characters() {
    // Given
    String service = SERVICE.replace("my-llm", "n".repeat(253));

    // When
    Answer answer = new Terminal().type(service).run("render", "-f", "-");

    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out().lines().filter(line -> line.startsWith("  name: ")))
        .isNotEmpty()
        .allMatch(line -> line.length() <= "  name: ".length() + 63);
  }

  @Test
  void refusesANameOf254Characters() {
    assertFinding(SERVICE.replace("my-llm", "n".repeat(254)), "254");
  }

  @Test
  void keepsQuotesAndLineBreaksOfValues() {
    // Given
    String value = "say \\\"hi\\\" to 'all'\\n  indented: {{ not a template }}\\n\\ttab \\\\ end ";
    String service =
        SERVICE
            + "  template: {containers: [{name: main, env: [{name: X, value: \"%s\"}]}]}\n"
                .formatted(value.replace("{{ not a template }}", "{ }"));

    // When
    Answer answer = new Terminal().type(service).run("render", "-o", "json", "-f", "-");

    // Then
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .contains("\"value\": \"" + value.replace("{{ not a template }}", "{ }") + "\"");
  }

  @Test
  void readsTenMegabytes() throws IOException {
    // Given
    StringBuilder input = new StringBuilder(SERVICE);
    for (int i = 0; input.length() < 10_000_000; i++) {
      input
          .append("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c%d}\n".formatted(i))
          .append("data:\n  key: %s\n".formatted("x".repeat(10_000)));
    }
    Path file = write("large.yaml", input.toString().getBytes(StandardCharsets.UTF_8));

    // When
    Answer answer = new Terminal().run("render", "-f", file.toString());

    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).contains("kind: Deployment");
  }

  private static void assertUnreadable(String input, String message) {
    // When
    Answer answer = new Terminal().type(input).run("render", "-f", "-");

    // Then
    assertThat(answer.err()).startsWith("error: ").contains(message);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
  }

  private static void assertFinding(String input, String... messages) {
    // When
    Answer answer = new Terminal().type(input).run("render", "-f", "-");

    // Then
    assertThat(answer.err()).startsWith("error: LLMInferenceService default/").contains(messages);
    assertThat(answer.exitCode()).isEqualTo(1);
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
