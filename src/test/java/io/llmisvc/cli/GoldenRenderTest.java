package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus through the command line: the same bytes as from the planner. */
class GoldenRenderTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Pattern COMMENT = Pattern.compile("^#.*\n", Pattern.MULTILINE);

  @TempDir Path temporary;

  static List<Path> plans() throws IOException {
    return folders(GOLDEN.resolve("plan"));
  }

  static List<Path> compositions() throws IOException {
    return folders(GOLDEN.resolve("composition"));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void printsEachRecordedChildAndNoOther(Path folder) throws IOException {
    // Given
    List<String> recorded = read(folder, "out-");

    // When
    Answer answer = new Terminal().run(children(folder));

    // Then
    assertThat(documents(answer.out())).containsExactlyInAnyOrderElementsOf(recorded);
    assertThat(answer.exitCode()).isZero();
  }

  @ParameterizedTest
  @MethodSource("compositions")
  void printsTheRecordedEffectiveSpec(Path folder) throws IOException {
    // Given
    List<String> recorded = read(folder, "out-effective");
    boolean works = read(folder, "findings").stream().noneMatch(GoldenRenderTest::hasError);

    // When
    Answer answer = new Terminal().run(effective(folder, temporary));

    // Then
    assertThat(answer.exitCode()).as(answer.err()).isEqualTo(works ? 0 : 1);
    assertThat(spec(answer.out())).isEqualTo(works ? spec(recorded.getFirst()) : "");
  }

  /** The arguments that print the children of a recorded plan. */
  static String[] children(Path folder) {
    return new String[] {"render", "-f", "samples/" + folder.getFileName() + ".yaml"};
  }

  /** The arguments that print the effective spec of a recorded composition. */
  static String[] effective(Path folder, Path temporary) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("render", "--effective"));
    for (Path file : files(folder, "in-")) {
      arguments.addAll(List.of("-f", file.toString()));
    }
    arguments.addAll(List.of("-f", folder.resolveSibling("presets.yaml").toString()));
    for (String facts : read(folder, "facts")) {
      String partial = facts.contains("absent:") ? facts : facts + "absent: []\n";
      Path file = Files.writeString(temporary.resolve("facts.yaml"), partial);
      arguments.addAll(List.of("--facts", file.toString()));
    }
    return arguments.toArray(String[]::new);
  }

  private static boolean hasError(String findings) {
    return findings.contains("severity: ERROR");
  }

  /** The documents of a stream without the comments between them. */
  private static List<String> documents(String stream) {
    String bare = COMMENT.matcher(stream).replaceAll("");
    return Arrays.stream(bare.split("(?m)^---\\n"))
        .filter(document -> !document.isEmpty())
        .toList();
  }

  /** The spec of a service: the record has a status besides, and less metadata. */
  private static String spec(String service) {
    int start = service.indexOf("\nspec:\n");
    int end = service.indexOf("\nstatus:\n");
    return start < 0 ? "" : service.substring(start, end < 0 ? service.length() : end + 1);
  }

  private static List<String> read(Path folder, String prefix) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : files(folder, prefix)) {
      texts.add(Files.readString(file));
    }
    return texts;
  }

  private static List<Path> files(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private static List<Path> folders(Path area) throws IOException {
    try (Stream<Path> folders = Files.list(area)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }
}
