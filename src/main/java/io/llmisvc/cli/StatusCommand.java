package io.llmisvc.cli;

import io.llmisvc.cli.state.LiveState;
import io.llmisvc.cli.state.ServiceLine;
import io.llmisvc.cli.state.ServiceLines;
import io.llmisvc.live.LiveCluster;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints how services of a cluster are. */
@Command(
    name = "status",
    description =
        "Prints a line for each service of the cluster: whether it is ready, why not and since"
            + " when, what runs it, ready and wanted replicas, accelerators, address.",
    footer = {
      "",
      "Exit codes: 0; 1 when a service is not ready and --fail-on-not-ready is given; 2 when",
      "arguments or the cluster cannot be read.",
      "",
      "Examples:",
      "  llmisvc status",
      "  llmisvc status -A -o wide",
      "  llmisvc status llama -n team --fail-on-not-ready"
    })
final class StatusCommand implements Callable<Integer> {
  private static final int WIDTH = 160;

  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Mixin ServiceNames services = new ServiceNames();

  @Mixin ClusterOptions options = new ClusterOptions();

  @Option(
      names = "--fail-on-not-ready",
      description = "Answer with exit code 1 when one of them is not ready.")
  boolean failing;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|wide|name|yaml|json",
      defaultValue = "text",
      description =
          "A table cut to COLUMNS characters, 160 when that is not set; the whole table; names alone; YAML or"
              + " JSON for tools; ${DEFAULT-VALUE}.")
  StatusFormat format = StatusFormat.text;

  StatusCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    try (LiveCluster cluster = options.connect()) {
      LiveState state = new LiveState(cluster);
      List<ServiceLine> lines = state.lines(options.namespace(cluster), services.names);
      state.refusals().forEach(refusal -> streams.err().println("warning: " + refusal));
      streams.out().print(text(lines));
      return failing && lines.stream().anyMatch(line -> !line.isReady())
          ? ExitCode.FINDINGS
          : ExitCode.OK;
    }
  }

  private String text(List<ServiceLine> lines) {
    return switch (format) {
      case text -> ServiceLines.text(lines, options.live.everywhere, width(), Instant.now());
      case wide ->
          ServiceLines.text(lines, options.live.everywhere, Integer.MAX_VALUE, Instant.now());
      case name -> ServiceLines.names(lines);
      case yaml -> ServiceLines.yaml(lines);
      case json -> ServiceLines.json(lines);
    };
  }

  /** Of the terminal, where the shell says it. */
  private static int width() {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[1-9][0-9]{0,4}")
        ? Integer.parseInt(columns)
        : WIDTH;
  }
}
