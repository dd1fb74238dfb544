package io.llmisvc.desired.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.release.ReleaseTable;
import io.llmisvc.desired.release.Version;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerOptionsTest {
  private static final ReleaseTable TABLE = ReleaseTable.read("/vllm-options.yaml", "options");

  /** Options of the start script that depend on the version, and from which one on. */
  private static final Map<String, String> GATES =
      Map.of(
          "--disable-access-log-for-endpoints", "0.16",
          "--shutdown-timeout", "0.18",
          "--kv-transfer-config", "0.8");

  /** Words of the script that are no options of {@code vllm serve}. */
  private static final Set<String> OTHERS = Set.of("--version", "--kv");

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]+");

  @ParameterizedTest
  @CsvSource({
    "--task, 0.12.0",
    "--task=generate, 0.12.2",
    "--max_model_len, 0.20.0",
    "--max-model-l, 0.20.0",
    "--no-enable-prefix-caching, 0.20.0",
    "--compilation-config.level=3, 0.20.0",
    "--override-generation-config.temperature=0.2, 0.20.0",
    "--disable-log-requests, 0.16.0",
    "--headless, 0.20.0",
    "--shutdown-timeout, 0.17.1",
    "-tp, 0.20.0",
    "8192, 0.20.0",
    "--, 0.20.0",
    "--of-my-own, 0.7.3",
    "--of-my-own, 0.33.0",
    "--of-my-own, 0.40.0"
  })
  void saysNothingOfWhatAVersionMayTake(String argument, String version) {
    assertThat(ServerOptions.problem(argument, version(version))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--task, 0.13.0, 'vLLM 0.13.0 has no option --task; it is gone as of 0.13'",
    "--num-scheduler-steps=8, 0.12.0, 'vLLM 0.12.0 has no option --num-scheduler-steps; it is gone as of 0.11'",
    "--shutdown_timeout=30, 0.17.0, 'vLLM 0.17.0 has no option --shutdown-timeout; it is there from 0.18 on'",
    "--tensor-paralel-size, 0.20.0, 'vLLM 0.20.0 has no option --tensor-paralel-size; did you mean --tensor-parallel-size?'",
    "--of-my-own, 0.20.0, 'vLLM 0.20.0 has no option --of-my-own; only an image of your own may have it'"
  })
  void saysWhatAVersionWillNotTake(String argument, String version, String problem) {
    assertThat(ServerOptions.problem(argument, version(version))).contains(problem);
  }

  /** The log of requests is on request now, which its negation still says. */
  @ParameterizedTest
  @ValueSource(strings = {"--enable-log-requests", "--no-enable-log-requests"})
  void knowsTheNegationOfWhatItKnows(String argument) {
    assertThat(ServerOptions.problem(argument, version("0.20.0"))).isEmpty();
  }

  @Test
  void looksAtHostileArgumentsForAMomentOnly() {
    // Given
    ObjectNode container = JsonNodeFactory.instance.objectNode();
    container.put("name", "main").put("image", "vllm/vllm-openai:v0.20.0");
    ArrayNode command = container.putArray("command");
    command.add("vllm serve VLLM_ADDITIONAL_ARGS " + "\nflags=(\n--c\n)\n".repeat(100_000));
    container
        .putArray("env")
        .addObject()
        .put("name", "VLLM_ADDITIONAL_ARGS")
        .put("value", "--" + "a".repeat(100_000) + " --a".repeat(100_000) + " --b-c".repeat(9));
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.putArray("containers").add(container);
    // When
    List<Finding> findings =
        assertTimeout(
            Duration.ofSeconds(5),
            () ->
                ModelServer.findings(pod, "spec.template", new Blame(Subject.MAIN_WORKLOAD, "X")));
    // Then
    assertThat(findings).hasSizeBetween(1, 10);
    assertThat(findings.getFirst().message()).hasSizeLessThan(200);
  }

  static Stream<String> presets() {
    return Presets.load("kserve-", "kserve").stream()
        .map(preset -> preset.toString())
        .filter(text -> text.contains("vllm serve"));
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyOptionOfAPresetIsKnownToEveryVersionThatGetsIt(String preset) {
    // Given
    Set<String> options = new TreeSet<>();
    String main = preset.replaceAll("\"command\":\\[\"/app/pd-sidecar\".*?\\]", "");
    Matcher matcher = OPTION.matcher(main);
    while (matcher.find()) {
      options.add(matcher.group());
    }
    options.removeAll(OTHERS);
    String oldest = oldest(preset);
    // When
    List<String> unknown =
        options.stream()
            .flatMap(
                option ->
                    TABLE.lookedAt().stream()
                        .filter(
                            version -> version.isAtLeast(minor(GATES.getOrDefault(option, oldest))))
                        .filter(version -> TABLE.of(version, option).noneMatch(option::equals))
                        .map(version -> option + " of " + version))
            .toList();
    // Then
    assertThat(options).contains("--served-model-name", "--shutdown-timeout", "--ssl-certfile");
    assertThat(unknown).isEmpty();
  }

  /** The oldest version of vLLM that a preset can start, as docs/presets.md has it. */
  private static String oldest(String preset) {
    if (preset.contains("-pipeline-parallel")) {
      return "0.12"; // or 0.11.2, which the table has not looked at
    }
    return preset.contains("-data-parallel") ? "0.10" : "0.9";
  }

  private static Version minor(String text) {
    return version(text + ".0");
  }

  private static Version version(String text) {
    return Version.parse(text).orElseThrow();
  }
}
