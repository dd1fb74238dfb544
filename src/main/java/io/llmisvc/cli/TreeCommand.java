package io.llmisvc.cli;

import io.llmisvc.cli.input.UnreadableInputException;
import io.llmisvc.cli.state.Branch;
import io.llmisvc.cli.state.BranchText;
import io.llmisvc.cli.state.LiveState;
import io.llmisvc.cli.state.Watching;
import io.llmisvc.live.LiveCluster;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a service of a cluster with all that belongs to it. */
@Command(
    name = "tree",
    description =
        "Prints a service of the cluster as a tree: the configs that it was made from, lowest"
            + " precedence first; its objects, the pods of its workloads below them; the Gateways,"
            + " routes and pools that carry its traffic. What is not ready says why.",
    footer = {
      "",
      "Exit codes: 0; 2 when arguments or the cluster cannot be read.",
      "",
      "Examples:",
      "  llmisvc tree llama",
      "  llmisvc tree llama -n team --watch"
    })
final class TreeCommand implements Callable<Integer> {
  private static final long PAUSE_MS = 2_000;

  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(paramLabel = "SERVICE", description = "Name of the service.")
  String service = "";

  @Mixin ClusterOptions options = new ClusterOptions();

  @Option(
      names = {"-w", "--watch"},
      description = "Print the tree again when something in it has changed, until interrupted.")
  boolean watching;

  @Mixin OutputOption output = new OutputOption();

  TreeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    if (options.live.everywhere) {
      throw new UnreadableInputException(
          List.of("-A: a tree is of one service; name its namespace with -n"));
    }
    try (LiveCluster cluster = options.connect()) {
      String place = Objects.requireNonNullElse(options.namespace, cluster.namespace());
      LiveState state = new LiveState(cluster);
      Watching.watch(
          () -> state.tree(place, service),
          this::print,
          this::warn,
          watching ? pause() : () -> false);
      state.refusals().forEach(this::warn);
      return ExitCode.OK;
    }
  }

  private void warn(String why) {
    streams.err().println("warning: " + why);
  }

  private void print(Branch tree) {
    streams
        .out()
        .print(
            switch (output.format) {
              case text -> BranchText.text(tree, Instant.now());
              case yaml -> (watching ? "---\n" : "") + BranchText.yaml(tree);
              case json -> BranchText.json(tree);
            });
    streams.flush();
  }

  private static Watching.Pause pause() {
    return () -> {
      try {
        Thread.sleep(PAUSE_MS);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    };
  }
}
