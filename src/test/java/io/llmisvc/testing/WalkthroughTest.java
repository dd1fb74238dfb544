package io.llmisvc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkthroughTest {
  @Test
  void readsCommandsAndWhatTheyPrint(@TempDir Path directory) throws IOException {
    // Given
    Path file = directory.resolve("walk.md");
    Files.writeString(
        file,
        """
        # Walk

        ```sh
        one
        two
        ```

        ```text
        a  b…
        …
        end
        ```

        ```sh
        three
        ```
        """);
    // When
    Walkthrough walkthrough = Walkthrough.of(file);
    // Then
    assertThat(walkthrough.steps())
        .containsExactly(
            new Walkthrough.Step("one\ntwo", "a  b…\n…\nend"), new Walkthrough.Step("three", ""));
    Walkthrough.Step first = walkthrough.steps().getFirst();
    assertThat(first.isMetBy("a b.c\nx\ny\nend\n")).isTrue();
    assertThat(first.isMetBy("a    b\nend\n")).isTrue();
    assertThat(first.isMetBy("a b\nx\nend of it\n")).isFalse();
    assertThat(first.isMetBy("axb\nend\n")).isFalse();
    assertThat(first.isMetBy("a b\nend\nmore\n")).isFalse();
  }
}
