package io.llmisvc.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete verbs and options. */
@Command(
    name = "completion",
    description = "Prints a script by which a shell completes verbs and options.",
    footer = {
      "",
      "Examples:",
      "  source <(llmisvc completion bash)",
      "  llmisvc completion zsh > ~/.llmisvc-completion && source ~/.llmisvc-completion",
      "  llmisvc completion fish > ~/.config/fish/completions/llmisvc.fish"
    })
final class CompletionCommand implements Runnable {
  /** One script does for bash and zsh: it asks by which of them it is read. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
  Shell shell = Shell.bash;

  CompletionCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    CommandSpec program = spec.root();
    streams
        .out()
        .print(
            switch (shell) {
              case bash, zsh ->
                  AutoComplete.bash(Invocation.PROGRAM, program.commandLine())
                      + ServiceCompletion.bash(Invocation.PROGRAM, program);
              case fish -> FishCompletion.of(Invocation.PROGRAM, program);
            });
  }
}
