package io.llmisvc.desired.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '%',
      value = {
        "%%                                                  | PASSES_ON",
        "vllm, serve                                         | PASSES_ON",
        "python3, -c, import vllm                            | PASSES_ON",
        "/bin/bash, /start.sh                                | PASSES_ON",
        "/bin/bash, -c, exec vllm serve \"$@\", --           | PASSES_ON",
        "/tini, --, /bin/sh, -ec, vllm serve ${@}, sh        | PASSES_ON",
        "sh, -c, echo no evaluation; vllm serve $*, --       | PASSES_ON",
        "/bin/bash, -c, eval vllm serve $@, --               | EVALUATES",
        "/bin/bash, -c, x=1; eval vllm serve $@, --          | EVALUATES",
        "/bin/bash, -c, (eval vllm serve $1), --             | EVALUATES",
        "/bin/bash, -c, exec bash -c \"vllm serve $*\", --    | EVALUATES",
        "/bin/bash, -c                                       | SHELL_TAKES_FIRST",
        "/bin/bash, -c, exec vllm serve $@                   | SHELL_TAKES_FIRST",
        "/bin/bash, -c, exec vllm serve /mnt/models          | SCRIPT_WITHOUT_ARGUMENTS",
        "/bin/bash, -c, exec vllm serve $MODEL, --           | SCRIPT_WITHOUT_ARGUMENTS"
      })
  void tellsWhatBecomesOfArguments(String command, CommandLine expected) {
    String[] words = command.isEmpty() ? new String[0] : command.split(", ");
    assertThat(CommandLine.of(new ContainerBuilder().withCommand(words).build()))
        .isEqualTo(expected);
  }
}
