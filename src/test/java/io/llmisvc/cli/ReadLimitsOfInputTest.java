package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a file holds, the answer is one line that names the file, the place and the limit. */
class ReadLimitsOfInputTest {
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: a}
      spec:
        model: {uri: hf://a/b}
        router: {scheduler: {config: {inline: VALUE}}}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deep   | nests deeper than 200 levels",
        "key    | a key has more than 1024 characters",
        "number | a number has more than 1000 digits",
        "anchor | an anchor contains itself"
      })
  void namesTheLimitThatAServiceExceeds(String kind, String message) {
    // When
    Answer answer =
        new Terminal().type(SERVICE.replace("VALUE", value(kind))).run("render", "-f", "-");

    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith("error: stdin, document 1, line ")
        .contains(message)
        .hasLineCount(1);
  }

  @Test
  void namesTheLimitThatJsonAndFactsExceed() throws IOException {
    // Given
    Path json = folder.resolve("deep.json");
    Files.writeString(json, "{\"a\": ".repeat(100_000));
    Path facts = folder.resolve("facts.yaml");
    Files.writeString(facts, "objects: " + "[".repeat(100_000));

    // When
    Answer answer =
        new Terminal().run("render", "-f", json.toString(), "--facts", facts.toString());

    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .contains("deep.json, document 1, line 1: Document nesting depth (201) exceeds")
        .contains("facts.yaml, document 1, line 1: nests deeper than 200 levels")
        .hasLineCount(2);
  }

  @Test
  void readsPlansAndExplainsWhatIsAtTheLimit() {
    // Given
    int around = 200 - 6;
    String deep = "{a: ".repeat(around) + "{b: '{{ .Name }}'}" + "}".repeat(around);
    String service = SERVICE.replace("VALUE", deep);

    // When
    Answer rendered = new Terminal().type(service).run("render", "-f", "-");
    Answer explained = new Terminal().type(service).run("explain", "-f", "-");

    // Then
    assertThat(rendered.err()).doesNotContain("defect").doesNotContain("error");
    assertThat(rendered.exitCode()).isZero();
    assertThat(explained.exitCode()).isZero();
  }

  private static String value(String kind) {
    return switch (kind) {
      case "deep" -> "{a: ".repeat(300) + "}".repeat(300);
      case "key" -> "{? '" + "k".repeat(1_025) + "' : 1}";
      case "number" -> "{a: " + "7".repeat(1_001) + "}";
      default -> "&a {a: *a}";
    };
  }
}
