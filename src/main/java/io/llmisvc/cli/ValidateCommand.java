package io.llmisvc.cli;

import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.output.Report;
import io.llmisvc.cli.output.Reports;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints what is wrong, and nothing else. */
@Command(
    name = "validate",
    description = "Prints the findings about each service and config, without their children.",
    footer = {
      "",
      "Exit codes: 0; 1 when a finding is an error; 2 when arguments or input cannot be read.",
      "",
      "Examples:",
      "  llmisvc validate -f service.yaml",
      "  llmisvc validate -R -f manifests/ -o json"
    })
final class ValidateCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Mixin ServiceNames services = new ServiceNames();

  @Mixin InputOptions input = new InputOptions();

  @Mixin OutputOption output = new OutputOption();

  ValidateCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(input, services.names, streams)) {
      return call(session);
    }
  }

  private int call(Session session) {
    List<Report> reports = new ArrayList<>();
    for (Document config : session.workspace().ownConfigs()) {
      reports.add(session.planner().config(config));
    }
    session.planner().plans(session.workspace().services()).stream()
        .map(Planned::report)
        .forEach(reports::add);
    streams.out().print(print(reports));
    session.tellRefusals();
    return Session.exitCode(reports);
  }

  private String print(List<Report> reports) {
    return switch (output.format) {
      case text -> Reports.text(reports, streams.colours()) + Reports.summary(reports);
      case yaml -> Reports.yaml(reports);
      case json -> Reports.json(reports);
    };
  }
}
