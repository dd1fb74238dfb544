package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the workflows of the repository's host may do. */
class WorkflowTest {
  private static final Set<String> WRITES =
      Set.of("contents", "packages", "id-token", "attestations", "security-events");

  static Stream<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(".github/workflows"))) {
      return files.sorted().toList().stream();
    }
  }

  /** A job that needs more says so itself. */
  @ParameterizedTest
  @MethodSource("workflows")
  void mayOnlyReadByDefault(Path file) throws IOException {
    assertThat(read(file).path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
    for (JsonNode job : read(file).path("jobs")) {
      job.path("permissions")
          .properties()
          .forEach(
              right -> {
                assertThat(right.getValue().asText()).isIn("read", "write");
                assertThat(WRITES).contains(right.getKey());
              });
    }
  }

  /** It would run what a stranger proposes with the rights of the repository. */
  @ParameterizedTest
  @MethodSource("workflows")
  void givesStrangersNoRights(Path file) throws IOException {
    assertThat(Files.readString(file))
        .doesNotContain("pull_request_target", "workflow_run", "secrets: inherit");
    if (read(file).path("on").has("pull_request")) {
      assertThat(read(file).path("jobs")).noneMatch(job -> job.has("permissions"));
    }
  }

  /** Text of others in a script would be run by it; variables of the environment are not. */
  @ParameterizedTest
  @MethodSource("workflows")
  void putsNothingIntoScripts(Path file) throws IOException {
    assertThat(read(file).findValuesAsText("run"))
        .isNotEmpty()
        .noneMatch(script -> script.contains("${{"));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void namesAVersionOfEachAction(Path file) throws IOException {
    assertThat(read(file).findValuesAsText("uses"))
        .isNotEmpty()
        .allMatch(action -> action.matches("[\\w-]+/[\\w/-]+@(v\\d+|[0-9a-f]{40})"));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void endsInTimeAndKeepsNoCredentials(Path file) throws IOException {
    for (JsonNode job : read(file).path("jobs")) {
      assertThat(job.path("timeout-minutes").asInt()).isPositive();
      for (JsonNode step : job.path("steps")) {
        if (step.path("uses").asText().startsWith("actions/checkout@")) {
          assertThat(step.at("/with/persist-credentials").asText()).isEqualTo("false");
        }
      }
    }
  }

  private static JsonNode read(Path file) throws IOException {
    return new YAMLMapper().readTree(file.toFile());
  }
}
