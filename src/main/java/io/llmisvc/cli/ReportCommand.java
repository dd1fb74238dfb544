package io.llmisvc.cli;

import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.output.ForetoldImpact;
import io.llmisvc.cli.output.Report;
import io.llmisvc.cli.report.PageParts;
import io.llmisvc.cli.report.ReportContent;
import io.llmisvc.cli.report.ReportPage;
import io.llmisvc.cli.report.ReportedService;
import io.llmisvc.model.naming.NamespacedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a page about all services of the input. */
@Command(
    name = "report",
    description =
        "Prints one HTML file about the services: an index, and for each its findings, a picture of"
            + " what comes of it, the effective spec and the layers that it is made of side by"
            + " side. The file loads nothing and can be read without scripts. With --from it also"
            + " says what changes.",
    footer = {
      "",
      "Exit codes: 0; 1 when a finding is an error, which the page has too; 2 when arguments or",
      "input cannot be read.",
      "",
      "Examples:",
      "  llmisvc report -f manifests/ > report.html",
      "  llmisvc report -R -f changed/ --from main/ > report.html",
      "  kubectl get llmisvc,llminferenceserviceconfigs -A -o yaml | llmisvc report -f - > report.html"
    })
final class ReportCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec @Nullable CommandSpec spec;

  @Mixin HelpOption help = new HelpOption();

  @Mixin ServiceNames services = new ServiceNames();

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--from",
      paramLabel = "FILE|DIR|-",
      description =
          "Manifests as they were: the report says what changes from them to those of --to. May be"
              + " given many times.")
  List<String> from = List.of();

  @Option(
      names = "--to",
      paramLabel = "FILE|DIR|-",
      description =
          "Manifests as they are to be; those of -f when not given. May be given many times.")
  List<String> to = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "html",
      defaultValue = "html",
      description = "A page for browsers; ${DEFAULT-VALUE}.")
  ReportFormat format = ReportFormat.html;

  ReportCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    if (from.isEmpty() && !to.isEmpty() && spec != null) {
      throw new ParameterException(
          spec.commandLine(), "--to needs --from: the manifests that it is compared with");
    }
    try (Session session = Session.open(input, services.names, streams)) {
      return call(session);
    }
  }

  private int call(Session session) {
    List<Planned> plans = session.plans();
    List<ReportedService> reported =
        plans.stream().map(planned -> reported(session, planned)).toList();
    List<Report> configs =
        session.workspace().ownConfigs().stream().map(session.planner()::config).toList();
    ReportContent content = new ReportContent(reported, configs, impact(session));
    PageParts parts =
        new PageParts(Resource.text("/report/report.css"), Resource.text("/report/report.js"));
    streams
        .out()
        .print(
            switch (format) {
              case html -> ReportPage.of(content, parts);
            });
    session.tellRefusals();
    List<Report> reports = new ArrayList<>(configs);
    plans.forEach(planned -> reports.add(planned.report()));
    return Session.exitCode(reports);
  }

  private static ReportedService reported(Session session, Planned planned) {
    Document service = planned.service();
    return new ReportedService(
        service.id(),
        planned.plan(),
        session.planner().explain(service).explanation(),
        planned.report().findings());
  }

  private @Nullable ForetoldImpact impact(Session session) {
    if (from.isEmpty()) {
      return null;
    }
    Map<NamespacedName, Foreseen> after =
        to.isEmpty() ? StateComparison.state(session) : StateComparison.state(input, to, streams);
    return StateComparison.impact(StateComparison.state(input, from, streams), after);
  }
}
