package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal.Answer;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Services of routing groups, rendered together: the group as it is when all are ready. */
class GroupGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/groups");

  static Stream<GoldenCase> cases() {
    return GoldenCase.in("groups");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rendersTheRoutesOfAGroup(GoldenCase golden) throws IOException {
    // When
    Answer answer = new Terminal().run(arguments(golden, false));
    // Then
    golden.expect("out-routes.yaml", routes(answer));
    golden.expect("findings.txt", answer.err());
    golden.expectNothingElse();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rendersTheSameInWhicheverOrderTheFilesCome(GoldenCase golden) throws IOException {
    // Given
    Answer forward = new Terminal().run(arguments(golden, false));
    // When
    Answer backward = new Terminal().run(arguments(golden, true));
    // Then
    assertThat(routes(backward).split("(?m)^---\\n"))
        .containsExactlyInAnyOrder(routes(forward).split("(?m)^---\\n"));
  }

  private static String[] arguments(GoldenCase golden, boolean backward) throws IOException {
    Path folder = FOLDER.resolve(golden.name());
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(file -> file.getFileName().toString().startsWith("in-"))
              .sorted()
              .collect(Collectors.toCollection(ArrayList::new));
    }
    if (backward) {
      Collections.reverse(files);
    }
    List<String> arguments = new ArrayList<>(List.of("render"));
    files.forEach(file -> arguments.addAll(List.of("-f", file.toString())));
    if (golden.has("facts.yaml")) {
      arguments.addAll(List.of("--facts", folder.resolve("facts.yaml").toString()));
    }
    return arguments.toArray(String[]::new);
  }

  private static String routes(Answer answer) {
    return Yaml.objects(answer.out()).stream()
        .filter(object -> object.path("kind").asText().equals("HTTPRoute"))
        .map(Yaml::text)
        .collect(Collectors.joining("---\n"));
  }
}
