package io.llmisvc.cli;

import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.input.UnreadableInputException;
import io.llmisvc.cli.input.Workspace;
import io.llmisvc.cli.input.WorkspaceReader;
import io.llmisvc.cli.output.Report;
import io.llmisvc.cli.output.Reports;
import java.util.List;

/** One run of a verb over files. */
record Session(Workspace workspace, OfflinePlanner planner, Streams streams) {

  static Session open(InputOptions options, Streams streams) {
    Workspace workspace = WorkspaceReader.read(options.source(streams.in()));
    return new Session(workspace, new OfflinePlanner(workspace), streams);
  }

  /** The services of the input; a verb about services is of no use without one. */
  List<Document> services() {
    if (workspace.services().isEmpty()) {
      throw new UnreadableInputException(
          List.of("the input has no LLMInferenceService; name a file that has one with -f"));
    }
    return workspace.services();
  }

  List<Planned> plans() {
    return planner.plans(services());
  }

  /** Tells what was found on the standard error, and answers what that means to the shell. */
  int report(List<Report> reports) {
    streams.err().print(Reports.text(reports, streams.colours()));
    return exitCode(reports);
  }

  static int exitCode(List<Report> reports) {
    return reports.stream().anyMatch(Report::hasErrors) ? ExitCode.FINDINGS : ExitCode.OK;
  }
}
