package io.llmisvc.composition;

import static io.llmisvc.composition.PresetCommand.GATED;
import static io.llmisvc.composition.PresetCommand.SSL;
import static io.llmisvc.composition.PresetCommand.command;
import static io.llmisvc.composition.PresetCommand.serve;
import static io.llmisvc.composition.PresetCommand.template;
import static io.llmisvc.composition.PresetCommand.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.composition.layer.WellKnown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How one vLLM is started, by a real bash. */
class VllmShellTest {
  private static final String KV = "--kv-transfer-config '{\\\"kv_role\\\":\\\"kv_both\\\"}'";

  private PresetShell shell;

  @BeforeEach
  void startWithAnEmptyDirectory(@TempDir Path home) throws IOException {
    shell = new PresetShell(home);
  }

  @Test
  void singleNodeServesTheModelUnderBothNames() throws Exception {
    // When
    var result = shell.run(template(Map.of()));

    // Then
    assertThat(result.argv()).isEqualTo(serve(List.of("--port", "8000"), GATED));
    assertThat(result.exit()).isZero();
  }

  @Test
  void prefillServesUnderThePlainNameOnly() throws Exception {
    // When
    var result = shell.run(command(WellKnown.PREFILL_TEMPLATE, "prefill/template", Map.of()));

    // Then
    assertThat(result.argv())
        .startsWith("serve", "/mnt/models", "--served-model-name", "llama", "--port", "8000");
  }

  @Test
  void modelNameIsNeverReadAsShell() throws Exception {
    // Given
    String name = "it's \"$(touch x)\" `touch y`; touch z";

    // When
    var result = shell.with("KSERVE_MODEL_NAME", name).run(template(Map.of()));

    // Then
    assertThat(result.argv()).contains(name, "publishers/demo/models/" + name);
  }

  @Test
  void argumentsReachVllmUnchangedAndLast() throws Exception {
    // Given
    String[] args = {
      "--a",
      "two words",
      "it's",
      "\"quoted\"",
      "'single'",
      "line\nbreak",
      "$(touch x)",
      "`touch y`",
      "$HOME",
      "*",
      "",
      "\\n",
      "; touch z",
      "--json={\"a\": [1, \"b c\"]}",
      "--"
    };

    // When
    var result = shell.with("VLLM_ADDITIONAL_ARGS", "--before").run(template(Map.of()), args);

    // Then
    assertThat(result.argv()).endsWith(args).containsSequence("--before", "--a");
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("", List.of("--model", "/mnt/models", "--x"), "/mnt/models", List.of("--x")),
        Arguments.of("", List.of("--x", "--model=/data/m"), "/data/m", List.of("--x")),
        Arguments.of("--model a/b --y", List.of("--x"), "a/b", List.of("--y", "--x")),
        Arguments.of(
            "", List.of("--model-impl", "auto"), "/mnt/models", List.of("--model-impl", "auto")),
        Arguments.of("", List.of("--x", "--model"), "/mnt/models", List.of("--x", "--model")));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelAmongTheArgumentsIsTheOneThatIsServed(
      String additional, List<String> args, String model, List<String> rest) throws Exception {
    // When
    var result =
        shell
            .with("VLLM_ADDITIONAL_ARGS", additional)
            .run(template(Map.of()), args.toArray(String[]::new));

    // Then
    List<String> expected = new ArrayList<>(serve(List.of("--port", "8000"), GATED, rest));
    expected.set(1, model);
    assertThat(result.argv()).isEqualTo(expected);
  }

  static Stream<Arguments> additionalArguments() {
    return Stream.of(
        Arguments.of("", List.of()),
        Arguments.of("  --a   1\n\t--b\n", List.of("--a", "1", "--b")),
        Arguments.of("--a 'two  words' \"x  y\"", List.of("--a", "two  words", "x  y")),
        Arguments.of("--c '{\"k\": \"v\"}'", List.of("--c", "{\"k\": \"v\"}")),
        Arguments.of("--c \"{\\\"k\\\": \\\"a\\nb\\\"}\"", List.of("--c", "{\"k\": \"a\\nb\"}")),
        Arguments.of("--c '{\n\"k\": 1}'", List.of("--c", "{\n\"k\": 1}")),
        Arguments.of("--c=\"a\\\\b \\n\"'\\n'", List.of("--c=a\\b \\n\\n")),
        Arguments.of("a\\ b '' \"\" it\\'s", List.of("a b", "", "", "it's")),
        Arguments.of("--x \"it's\" 'say \"hi\"'", List.of("--x", "it's", "say \"hi\"")),
        Arguments.of(
            "$(touch x) `touch y` \"$(touch x)\" $HOME * ; touch z",
            List.of(
                "$(touch", "x)", "`touch", "y`", "$(touch x)", "$HOME", "*", ";", "touch", "z")));
  }

  @ParameterizedTest
  @MethodSource("additionalArguments")
  void additionalArgumentsAreSplitWithQuotesAndNotEvaluated(String value, List<String> words)
      throws Exception {
    // When
    var result = shell.with("VLLM_ADDITIONAL_ARGS", value).run(template(Map.of()));

    // Then
    assertThat(result.argv()).isEqualTo(serve(List.of("--port", "8000"), GATED, words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--a 'open", "--a \"open"})
  void openQuoteStopsTheStartWithAMessage(String value) throws Exception {
    // When
    var result = shell.with("VLLM_ADDITIONAL_ARGS", value).run(template(Map.of()));

    // Then
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.argv()).isEmpty();
    assertThat(result.log()).singleElement().asString().contains("not closed", value);
  }

  @ParameterizedTest
  @CsvSource({
    "0.15.9,             false, false, false",
    "0.16.0,             true,  false, false",
    "0.17.1.dev3+gabc,   true,  false, false",
    "0.18.0,             true,  true,  false",
    "0.9.2,              false, false, false",
    "0.22.0rc1,          true,  true,  true",
    "0.100.0,            true,  true,  true",
    "1.0,                true,  true,  true",
    "unknown,            false, false, false",
    "'',                 false, false, false",
  })
  void flagsDependOnTheVersion(String version, boolean endpoints, boolean shutdown, boolean kv)
      throws Exception {
    // When
    var argv = shell.with("FAKE_VERSION", version).run(template(Map.of("kv", KV))).argv();

    // Then
    assertThat(argv.contains("--disable-access-log-for-endpoints")).isEqualTo(endpoints);
    assertThat(argv.contains("--disable-uvicorn-access-log")).isEqualTo(!endpoints);
    assertThat(argv.contains("--shutdown-timeout")).isEqualTo(shutdown);
    assertThat(argv.contains("--kv-transfer-config")).isEqualTo(kv);
  }

  @Test
  void offloadingConfigReachesVllmAsJson() throws Exception {
    // When
    var result = shell.run(template(Map.of("kv", KV)));

    // Then
    assertThat(result.argv()).endsWith("--kv-transfer-config", "{\"kv_role\":\"kv_both\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "--kv-transfer-config={}, '',                      false",
    "--kv_transfer_config,    '',                      false",
    "--other,                 --kv-transfer-config {}, false",
    "--other,                 --x,                     true",
  })
  void offloadingConfigOfTheUserReplacesTheGeneratedOne(
      String arg, String additional, boolean generated) throws Exception {
    // When
    var result =
        shell.with("VLLM_ADDITIONAL_ARGS", additional).run(template(Map.of("kv", KV)), arg);

    // Then
    assertThat(result.argv().contains("{\"kv_role\":\"kv_both\"}")).isEqualTo(generated);
  }

  @Test
  void tensorParallelismAndTlsAddTheirFlags() throws Exception {
    // When
    var result = shell.run(template(Map.of("Tensor", "4", "EnableTLS", "true")));

    // Then
    assertThat(result.argv())
        .isEqualTo(serve(List.of("--port", "8000", "--tensor-parallel-size", "4"), GATED, SSL));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tokenizerRendersWithTheModelFiles(boolean tls) throws Exception {
    // Given
    Map<String, String> values = tls ? Map.of("EnableTLS", "true") : Map.of();

    // When
    var result =
        shell.run(
            command(WellKnown.TOKENIZER, "router/scheduler/tokenizer/template", values), "--x y");

    // Then
    List<String> expected = new ArrayList<>(words("launch render /mnt/models/base --port=8000"));
    expected.addAll(tls ? SSL : List.of());
    expected.add("--x y");
    assertThat(result.argv()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void everyCommandIsGoodBash(WellKnown preset) throws Exception {
    for (JsonNode command : Presets.load(preset, "kserve-", "kserve").findValues("command")) {
      if (command.path(1).asText().equals("-c")) {
        var result =
            shell.run(
                List.of(
                    "bash",
                    "-n",
                    "-c",
                    PresetCommand.rendered(command.path(2).textValue(), Map.of())));
        assertThat(result.log()).isEmpty();
      }
    }
  }
}
