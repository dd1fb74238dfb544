package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.llmisvc.cli.Terminal.Answer;
import io.llmisvc.testing.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CliTest {

  @Test
  void eachVerbIsFoundByTheNameThatItHasItself() {
    // When
    List<String> names =
        Cli.VERBS.stream()
            .map(
                verb ->
                    verb.made()
                        .apply(Streams.ofProcess())
                        .getClass()
                        .getAnnotation(CommandLine.Command.class))
            .map(CommandLine.Command::name)
            .toList();

    // Then
    assertThat(names).containsExactlyElementsOf(Cli.VERBS.stream().map(Cli.Verb::name).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "render",
        "explain",
        "validate",
        "impact",
        "capacity",
        "graph",
        "report",
        "doctor",
        "crds",
        "presets",
        "completion",
        "version"
      })
  void eachVerbShowsExamplesInItsHelp(String verb) {
    // When
    Answer answer = new Terminal().run(verb, "--help");

    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out()).contains("Usage: llmisvc " + verb, "Example", "  llmisvc " + verb);
  }

  /** The others answer 0, or 2 for arguments that they do not know. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "render",
        "explain",
        "validate",
        "impact",
        "diff",
        "why",
        "doctor",
        "capacity",
        "tree",
        "status",
        "graph",
        "report"
      })
  void eachVerbThatReadsServicesSaysItsExitCodes(String verb) {
    assertThat(new Terminal().run(verb, "--help").out().replaceAll("\\s+", " "))
        .contains(" Exit codes: 0", " 2 when ");
  }

  @Test
  void helpNamesEveryVerb() {
    // When
    Answer answer = new Terminal().run("help");

    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out())
        .contains("  render ", "  explain ", "  validate ", "  crds ", "  presets ", "  version ");
  }

  @Test
  void helpTakesAVerb() {
    // Given
    Answer direct = new Terminal().run("render", "--help");

    // When
    Answer answer = new Terminal().run("help", "render");

    // Then
    assertThat(answer).isEqualTo(direct);
  }

  @Test
  void refusesUnknownVerbs() {
    assertMisuse("Did you mean: llmisvc render", "rendr");
  }

  @Test
  void refusesUnknownFlags() {
    assertMisuse("Unknown option: '--bogus'", "render", "-f", "x.yaml", "--bogus");
  }

  @Test
  void refusesUnknownFormats() {
    assertMisuse("xml", "render", "-f", "x.yaml", "-o", "xml");
  }

  @Test
  void readsTheClusterWithoutFiles() {
    // When
    Answer answer = new Terminal().run("render", "--kubeconfig", "missing");

    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).isEqualTo("error: --kubeconfig: cannot read missing\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"render", "explain", "why", "status", "tree llama", "diff", "doctor"})
  void saysThatNobodyAnswers(String typed, @TempDir Path directory) throws IOException {
    // Given
    Path kubeconfig = directory.resolve("config");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: away, cluster: {server: "http://127.0.0.1:1"}}]
        contexts: [{name: away, context: {cluster: away, user: nobody}}]
        current-context: away
        users: [{name: nobody, user: {token: x}}]
        """);
    String[] arguments = (typed + " --kubeconfig " + kubeconfig).split(" ");

    // When
    Answer answer = new Terminal().run(arguments);

    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .startsWith("error: cannot reach http://127.0.0.1:1/ (context away): ")
        .hasLineCount(1);
  }

  @Test
  void printsBothDefinitions() {
    // When
    Answer answer = new Terminal().run("crds");

    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out().lines().filter(line -> line.startsWith("kind: ")))
        .containsExactly("kind: CustomResourceDefinition", "kind: CustomResourceDefinition");
    assertThat(answer.out())
        .contains(
            "name: llminferenceservices.serving.kserve.io",
            "name: llminferenceserviceconfigs.serving.kserve.io");
  }

  @Test
  void printsPresetsUnderAnotherPrefixInAnotherNamespace() {
    // When
    Answer answer = new Terminal().run("presets", "--prefix", "v2-", "--namespace", "models");

    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).contains("\n  name: v2-config-llm-template\n  namespace: models\n");
    assertThat(answer.out().lines().filter("kind: LLMInferenceServiceConfig"::equals)).hasSize(14);
  }

  @Test
  void presetsPrintedAndReadBackChangeNothing() {
    // Given
    String presets = new Terminal().run("presets").out();
    String sample = "samples/20-complete.yaml";
    Answer builtIn = new Terminal().run("render", "-f", sample);

    // When
    Answer readBack =
        new Terminal().type(presets).run("render", "-f", "-", "-f", sample, "--no-presets");

    // Then
    assertThat(readBack).isEqualTo(builtIn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ren", "render --eff", "completion z"})
  void completesWhatWasBegun(String typed) {
    // Given
    String script = new Terminal().run("completion", "bash").out();
    String completion =
        script
            + """
            COMP_WORDS=(llmisvc %s)
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _complete_llmisvc
            echo "${COMPREPLY[@]}"
            """
                .formatted(typed);

    // When
    String completed = Command.run("bash", "-c", completion).orThrow().strip();

    // Then
    assertThat(completed)
        .isIn("render", "--effective", "zsh")
        .startsWith(typed.replaceAll(".* ", ""));
  }

  @Test
  void refusesShellsThatItDoesNotKnow() {
    assertMisuse("'csh'", "completion", "csh");
  }

  @Test
  void printsTheVersion() {
    // When
    Answer answer = new Terminal().run("version");

    // Then
    assertThat(answer.out()).matches("llmisvc \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
  }

  @Test
  void validatesWithoutChildren() {
    // When
    Answer answer = new Terminal().run("validate", "-f", "samples");

    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).doesNotContain("\napiVersion:").endsWith(": 0 errors, 17 warnings\n");
  }

  @Test
  void validatesConfigsByThemselves() {
    // Given
    String config =
        """
        apiVersion: serving.kserve.io/v1alpha2
        kind: LLMInferenceServiceConfig
        metadata: {name: base}
        spec: {baseRefs: [{name: other}], replica: 2}
        """;

    // When
    Answer answer = new Terminal().type(config).run("validate", "-f", "-");

    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out())
        .contains("error: LLMInferenceServiceConfig default/base: spec.replica: ")
        .contains("error: LLMInferenceServiceConfig default/base: spec.baseRefs: ")
        .endsWith("1 object: 2 errors, 0 warnings\n");
  }

  @Test
  void writesFindingsForTools() throws IOException {
    // Given
    String service =
        """
        apiVersion: serving.kserve.io/v1alpha2
        kind: LLMInferenceService
        metadata: {name: my-llm, namespace: demo}
        spec: {baseRefs: [{name: nowhere}], model: {uri: hf://a/b}}
        """;

    // When
    Answer answer = new Terminal().type(service).run("validate", "-f", "-", "-o", "json");

    // Then
    JsonNode finding = JsonMapper.builder().build().readTree(answer.out()).path(0);
    assertThat(finding.path("object").path("namespace").asText()).isEqualTo("demo");
    assertThat(finding.path("severity").asText()).isEqualTo("error");
    assertThat(finding.path("path").asText()).isEqualTo("spec.baseRefs[0].name");
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void writesWhatBecameOfATextAsADiffForTools() throws IOException {
    // When
    Answer answer =
        new Terminal().run("validate", "-f", "samples/45-picker-configuration.yaml", "-o", "json");

    // Then
    JsonNode finding = JsonMapper.builder().build().readTree(answer.out()).path(0);
    assertThat(finding.path("reason").asText()).isEqualTo("PickerConfigRewritten");
    assertThat(finding.path("message").asText()).doesNotContain("\n");
    assertThat(finding.path("diff").asText())
        .startsWith("--- before\n+++ after\n@@ -4,7 +4,6 @@\n")
        .contains("\n-    hashBlockSize: 64\n");
  }

  private static void assertMisuse(String message, String... arguments) {
    // When
    Answer answer = new Terminal().run(arguments);

    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).startsWith("error: ").contains(message).contains("--help'.");
    assertThat(answer.out()).isEmpty();
  }
}
