package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.InteractiveShell;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts of {@code llmisvc completion}, read by the shells that they are for. */
class CompletionInShellsTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llmisvc im               | impact",
        "llmisvc render --eff     | --effective",
        "llmisvc impact --fail-on | delete finding restart",
        "llmisvc completion       | bash fish zsh",
        "llmisvc help capa        | capacity",
        "llmisvc render -f scri   | script",
        "llmisvc explain          | alpha beta",
        "llmisvc why be           | beta",
        "llmisvc why -f script    | ''",
      })
  void fishOffers(String typed, String offered) {
    // When
    InteractiveShell shell = shell("fish");
    // Then
    String line = typed.matches(".* (--fail-on|completion|explain|script)") ? typed + " " : typed;
    assertThat(shell.fishOffers(line)).as(line).containsExactly(words(offered));
  }

  @Test
  void fishAsksTheClusterThatTheLineNames() {
    // Given
    InteractiveShell shell = shell("fish");
    // When
    shell.fishOffers("llmisvc tree -n prod --context=other al");
    shell.fishOffers("llmisvc tree -A ");
    // Then
    assertThat(shell.asked())
        .containsExactly("status -o name -n prod --context=other", "status -o name -A");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llmisvc diff --no-pre           | diff --no-presets",
        "llmisvc impact --fail-on dele   | impact --fail-on delete",
        "llmisvc explain -n prod al      | explain -n prod alpha",
      })
  void zshCompletes(String typed, String run) {
    assertThat(shell("zsh").zshRuns(typed)).isEqualTo(run);
  }

  private InteractiveShell shell(String name) {
    String script = new Terminal().run("completion", name).out();
    return InteractiveShell.in(directory, "llmisvc", script);
  }

  private static String[] words(String text) {
    return text.isEmpty() ? new String[0] : text.split(" ");
  }
}
