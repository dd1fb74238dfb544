package io.llmisvc.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the version. */
@Command(
    name = "version",
    description = "Prints the version of llmisvc.",
    footer = {"", "Example:", "  llmisvc version"})
final class VersionCommand implements Runnable {
  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  VersionCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    streams.out().println("llmisvc " + Resource.text("/version.txt").strip());
  }
}
