package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FishCompletionTest {
  private final List<String> script =
      new Terminal().run("completion", "fish").out().lines().toList();

  @Test
  void completesVerbsAndNoFilesInTheirPlace() {
    assertThat(script)
        .contains("complete -c llmisvc -f")
        .anyMatch(
            line ->
                line.startsWith(
                    "complete -c llmisvc -n __fish_use_subcommand -a impact -d 'Plans every service"));
  }

  @Test
  void completesOptionsOfTheVerb() {
    assertThat(script)
        .anyMatch(
            line ->
                line.startsWith(
                    "complete -c llmisvc -n '__fish_seen_subcommand_from render' -l effective -d '"))
        .anyMatch(
            line ->
                line.startsWith(
                    "complete -c llmisvc -n '__fish_seen_subcommand_from render' -s f -l filename -r -F -d "));
  }

  @Test
  void completesValues() {
    assertThat(script)
        .anyMatch(
            line ->
                line.startsWith(
                    "complete -c llmisvc -n '__fish_seen_subcommand_from impact' -s o -l output"
                        + " -x -a 'text yaml json markdown' -d "))
        .contains("complete -c llmisvc -n '__fish_seen_subcommand_from completion' -a 'fish'")
        .contains("complete -c llmisvc -n '__fish_seen_subcommand_from help' -a render");
  }

  /** A quote that is not closed would break every line after it. */
  @Test
  void closesItsQuotes() {
    assertThat(script)
        .allSatisfy(
            line ->
                assertThat(
                        line.replace("\\\\", "").replace("\\'", "").chars().filter(c -> c == '\''))
                    .as(line)
                    .satisfies(quotes -> assertThat(quotes.size() % 2).isZero()));
  }
}
