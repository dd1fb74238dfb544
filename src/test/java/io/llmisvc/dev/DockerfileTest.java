package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Dockerfiles promise, read from them: there is no Docker here. */
class DockerfileTest {
  private static final Path DOCKER = Path.of("src/main/docker");

  static Stream<Path> dockerfiles() throws IOException {
    try (Stream<Path> files = Files.list(DOCKER)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void runsWithoutRootAndWithoutAShell(Path file) throws IOException {
    List<String> last = lastStage(file);
    assertThat(of("USER", last)).containsExactly("1000:1000");
    assertThat(of("RUN", last)).as("needs a shell in the image").isEmpty();
    for (String command : List.of("ENTRYPOINT", "CMD")) {
      assertThat(of(command, last))
          .singleElement()
          .satisfies(
              words ->
                  assertThat(new ObjectMapper().readValue(words, String[].class)).isNotEmpty());
    }
    assertThat(of("CMD", last)).containsExactly("[\"operator\"]");
  }

  /** What the binary has built in is for verbs. */
  @Test
  void theNativeOperatorCollectsItsGarbageEarly() throws IOException {
    String option = "-XX:MaxNewSize=12m";
    assertThat(of("ENTRYPOINT", lastStage(DOCKER.resolve("Dockerfile.native"))))
        .containsExactly("[\"/usr/bin/llmisvc\", \"%s\"]".formatted(option));
    assertThat(Path.of("bin/llmisvc")).content().contains(option);
  }

  /** So that a release can name each by its digest. */
  @ParameterizedTest
  @MethodSource("dockerfiles")
  void takesEveryBaseAsAnArgument(Path file) throws IOException {
    List<String> lines = instructions(file);
    List<String> arguments =
        of("ARG", lines).stream().filter(line -> line.matches("[A-Z]+=[^:]+:[^:]+")).toList();
    assertThat(of("FROM", lines))
        .isNotEmpty()
        .allSatisfy(
            base ->
                assertThat(arguments)
                    .anyMatch(argument -> base.startsWith("${" + argument.split("=", 2)[0] + "}")));
    assertThat(arguments).noneMatch(argument -> argument.endsWith(":latest"));
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void fetchesNothing(Path file) throws IOException {
    List<String> lines = instructions(file);
    assertThat(of("ADD", lines)).isEmpty();
    assertThat(of("RUN", lines))
        .noneMatch(line -> line.matches(".*\\b(curl|wget|apt|apk|dnf)\\b.*"));
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void saysWhatItIs(Path file) throws IOException {
    String labels = String.join(" ", of("LABEL", lastStage(file)));
    assertThat(labels.split(" +(?=org\\.)"))
        .extracting(label -> label.split("=", 2)[0].replace("org.opencontainers.image.", ""))
        .containsExactlyInAnyOrder(
            "title", "description", "version", "revision", "source", "licenses");
  }

  /** The licence and the list of what is in it go with the program. */
  @ParameterizedTest
  @MethodSource("dockerfiles")
  void copiesOnlyWhatTheContextHas(Path file) throws IOException {
    List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
    assertThat(ignored).contains("*");
    List<String> kept =
        ignored.stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1).replaceAll("/$", ""))
            .toList();
    List<String> copied =
        of("COPY", lastStage(file)).stream()
            .filter(line -> !line.startsWith("--from"))
            .map(line -> line.replaceAll("^(--\\S+ )*", ""))
            .flatMap(line -> Stream.of(line.split(" ")).limit(line.split(" ").length - 1))
            .toList();
    assertThat(copied)
        .isNotEmpty()
        .allSatisfy(
            source ->
                assertThat(kept)
                    .anyMatch(path -> source.equals(path) || source.startsWith(path + "/")));
  }

  private static List<String> lastStage(Path file) throws IOException {
    List<String> lines = instructions(file);
    int from = 0;
    for (int i = 0; i < lines.size(); i++) {
      from = lines.get(i).startsWith("FROM ") ? i : from;
    }
    return lines.subList(from, lines.size());
  }

  /** What follows the keyword, for each instruction of that kind. */
  private static List<String> of(String keyword, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(keyword + " "))
        .map(line -> line.substring(keyword.length() + 1).strip())
        .toList();
  }

  /** One line each, without comments. */
  private static List<String> instructions(Path file) throws IOException {
    return Files.readString(file)
        .replaceAll("(?m)^#.*\\R", "")
        .replaceAll("\\\\\\R\\s*", "")
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }
}
