package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The native binary prints what the JVM prints, byte for byte. */
@Tag("native")
class NativeRenderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.llmisvc.cli.GoldenRenderTest#plans")
  void printsTheSameChildren(Path golden) throws Exception {
    assertSame(GoldenRenderTest.children(golden));
  }

  @ParameterizedTest
  @MethodSource("io.llmisvc.cli.GoldenRenderTest#compositions")
  void printsTheSameEffectiveSpec(Path golden) throws Exception {
    assertSame(GoldenRenderTest.effective(golden, folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain -f samples/20-complete.yaml",
        "explain -f samples/20-complete.yaml --flat",
        "explain -f samples/20-complete.yaml -o json",
        "explain -f samples/20-complete.yaml llama-70b-production Deployment",
        "validate -f samples -o yaml",
        "capacity -f samples/20-complete.yaml",
        "graph -f samples/20-complete.yaml -o svg",
        "graph -f samples/20-complete.yaml -o dot",
        "graph -f samples/20-complete.yaml -o mermaid",
        "impact --from ref:HEAD:samples --to samples",
        "impact --from samples/02-model.yaml --to samples/20-complete.yaml -o markdown",
        "report -f samples",
        "schema",
        "completion bash",
        "completion zsh",
        "completion fish",
        "crds",
        "presets",
        "version",
        "help render",
        "help --help",
        "render --help",
        "render --bogus"
      })
  void answersTheSame(String line) throws Exception {
    assertSame(line.split(" "));
  }

  private void assertSame(String... arguments) throws Exception {
    // Given
    Answer expected = new Terminal().run(arguments);

    // When
    Answer answer = runBinary(arguments);

    // Then
    assertThat(answer).isEqualTo(expected);
  }

  private Answer runBinary(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(binary().toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    int exitCode = process.waitFor();
    return new Answer(exitCode, text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static Path binary() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("llmisvc-.*-runner"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no binary in target/; run 'make native'"));
    }
  }
}
