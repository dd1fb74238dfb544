package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code explain} prints of samples, line by line. */
class ExplainGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/cli/explain");
  private static final String COMPLETE = "samples/20-complete.yaml";
  private static final String CHAIN = "samples/01-configuration-composition.yaml";

  private static final Map<String, List<String>> CASES =
      new TreeMap<>(
          Map.of(
              "complete", List.of(COMPLETE),
              "complete-workers", List.of(COMPLETE, "LeaderWorkerSet"),
              "complete-pool", List.of(COMPLETE, "InferencePool.spec"),
              "chain", List.of(CHAIN),
              "chain-container", List.of(CHAIN, "template.containers[main]"),
              "chain-container-unfolded",
                  List.of(CHAIN, "template.containers[main].env", "--unfold"),
              "chain-layer", List.of(CHAIN, "--layer", "workload-single-gpu"),
              "chain-preset", List.of(CHAIN, "--layer", "kserve/kserve-config-llm-template"),
              "chain-deployment",
                  List.of(CHAIN, "Deployment/my-llama-service-kserve.spec.template.spec"),
              "chain-replicas", List.of(CHAIN, "Deployment.spec.replicas", "-o", "yaml")));

  @TestFactory
  Stream<DynamicTest> printsWhatIsRecorded() {
    return CASES.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  @Test
  void everyFileIsUsed() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(CASES).containsKey(file.getFileName().toString().replace(".txt", "")));
    }
  }

  private static void check(String name, List<String> arguments) throws IOException {
    // Given
    Path file = FOLDER.resolve(name + ".txt");
    List<String> all = Stream.concat(Stream.of("explain", "-f"), arguments.stream()).toList();

    // When
    Answer answer = new Terminal().run(all.toArray(String[]::new));

    // Then
    assertThat(answer.exitCode()).isZero();
    if (System.getProperty("golden.update") != null) {
      Files.writeString(file, answer.out());
    }
    assertThat(answer.out()).isEqualTo(Files.readString(file));
  }
}
