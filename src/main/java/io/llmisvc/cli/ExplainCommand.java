package io.llmisvc.cli;

import io.llmisvc.api.ServingApi;
import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.explanation.ExplainedService;
import io.llmisvc.cli.explanation.ExplainedYaml;
import io.llmisvc.cli.explanation.ExplanationText;
import io.llmisvc.cli.explanation.ExplanationTree;
import io.llmisvc.cli.explanation.FieldPath;
import io.llmisvc.cli.output.Report;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints where each value of an effective spec comes from. */
@Command(
    name = "explain",
    description =
        "Prints each value of a service's effective spec, the layer that set it, and what it beat.",
    footer = {
      "",
      "Layers, lowest first: preset, baseRef, service; 'operator' marks what is derived after them.",
      "",
      "Examples:",
      "  llmisvc explain -f service.yaml",
      "  llmisvc explain -f service.yaml spec.router.route",
      "  llmisvc explain -f service.yaml 'template.containers[main].image'",
      "  llmisvc explain -f service.yaml -o json | jq '.[].values[] | select(.beaten != [])'"
    })
final class ExplainCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Mixin InputOptions input = new InputOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      defaultValue = "",
      description =
          "A value or a subtree, such as spec.template; elements of a list are named by their keys,"
              + " as in containers[name=main]. Everything when not given.")
  String path = "";

  @Option(
      names = "--unfold",
      description =
          "Give each value lines of its own, also where a whole subtree comes from one layer; then"
              + " any reader of YAML reads what is printed.")
  boolean unfold;

  @Option(
      names = "--flat",
      description = "Print a list of paths and values, each with its layer and all that it beat.")
  boolean flat;

  @Mixin OutputOption output = new OutputOption();

  ExplainCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    Session session = Session.open(input, streams);
    FieldPath wanted = new FieldPath(path);
    List<ExplainedService> explained = new ArrayList<>();
    List<Report> reports = new ArrayList<>();
    for (Document service : session.services()) {
      OfflinePlanner.ExplainedPlan one = session.planner().explain(service);
      Explanation explanation = one.explanation();
      explained.add(
          new ExplainedService(service.id(), one.plan().accelerators(), explanation, wanted));
      List<Finding> findings = new ArrayList<>(session.unknownFields().findings(service));
      findings.addAll(explanation.findings());
      reports.add(new Report(ServingApi.SERVICE_KIND, service.id(), findings));
    }
    streams.out().print(print(explained));
    int exitCode = session.report(reports);
    return exitCode == ExitCode.OK && explained.stream().allMatch(it -> it.entries().isEmpty())
        ? nothingAt(wanted)
        : exitCode;
  }

  private int nothingAt(FieldPath wanted) {
    streams.err().println("error: nothing is set at " + wanted.text());
    return ExitCode.FINDINGS;
  }

  private String print(List<ExplainedService> explained) {
    return switch (output.format) {
      case text ->
          flat
              ? ExplanationText.of(explained)
              : ExplainedYaml.of(explained, unfold, streams.colours());
      case yaml -> ExplanationTree.yaml(explained);
      case json -> ExplanationTree.json(explained);
    };
  }
}
