package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The pictures of the documentation are what is drawn; {@code -Dgolden.update} writes the SVG. */
class GraphGoldenTest {
  private static final Path PICTURE = Path.of("docs/images/graph.svg");

  @Test
  void theSvgIsThatOfTheSamples() throws IOException {
    // When
    Answer answer =
        new Terminal()
            .run(
                "graph",
                "-f",
                "samples/43-canary-stable.yaml",
                "-f",
                "samples/44-canary-next.yaml",
                "-o",
                "svg");
    // Then
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PICTURE, answer.out());
    }
    assertThat(PICTURE).hasContent(answer.out());
  }

  @Test
  void theMermaidIsThatOfTheSample() {
    // When
    Answer answer = new Terminal().run("graph", "-f", "samples/21-autoscaling.yaml");
    // Then
    assertThat(Path.of("docs/graph.md")).content().contains("```mermaid\n" + answer.out() + "```");
  }
}
