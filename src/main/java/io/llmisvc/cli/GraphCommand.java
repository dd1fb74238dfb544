package io.llmisvc.cli;

import io.llmisvc.cli.graph.DotText;
import io.llmisvc.cli.graph.MermaidText;
import io.llmisvc.cli.graph.SvgPicture;
import io.llmisvc.cli.graph.Topology;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a picture of services. */
@Command(
    name = "graph",
    description =
        "Prints a picture of all services: the configs of each by layer, its children, and the way"
            + " of its traffic: routes and Gateways, pools and pickers, siblings of its routing"
            + " group.",
    footer = {
      "",
      "Exit codes: 0; 1 when a service has an error, which the picture shows as well; 2 when",
      "arguments or input cannot be read.",
      "",
      "Examples:",
      "  llmisvc graph -f service.yaml",
      "  llmisvc graph -f services/ -o svg > services.svg",
      "  llmisvc graph -f services/ -o dot | dot -Tpng > services.png"
    })
final class GraphCommand implements Callable<Integer> {
  /** How a picture is written. The names are what the user types. */
  enum Format {
    mermaid,
    dot,
    svg
  }

  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Mixin ServiceNames services = new ServiceNames();

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "mermaid|dot|svg",
      defaultValue = "mermaid",
      description =
          "Mermaid for Markdown, dot for Graphviz, or an SVG that needs nothing else;"
              + " ${DEFAULT-VALUE}.")
  Format format = Format.mermaid;

  GraphCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(input, services.names, streams)) {
      return call(session);
    }
  }

  private int call(Session session) {
    List<Planned> planned = session.plans();
    Topology topology =
        Topology.of(planned.stream().filter(one -> !one.isRefused()).map(Planned::plan).toList());
    streams
        .out()
        .print(
            switch (format) {
              case mermaid -> MermaidText.of(topology);
              case dot -> DotText.of(topology);
              case svg -> SvgPicture.of(topology);
            });
    return session.report(planned.stream().map(Planned::errors).toList());
  }
}
