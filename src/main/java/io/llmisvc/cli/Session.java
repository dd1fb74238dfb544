package io.llmisvc.cli;

import io.llmisvc.api.ServingApi;
import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.input.LiveSource;
import io.llmisvc.cli.input.LiveWorkspaceReader;
import io.llmisvc.cli.input.Source;
import io.llmisvc.cli.input.UnreadableInputException;
import io.llmisvc.cli.input.Workspace;
import io.llmisvc.cli.input.WorkspaceReader;
import io.llmisvc.cli.output.Report;
import io.llmisvc.cli.output.Reports;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.model.finding.Finding;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a verb over files, or over a cluster.
 *
 * @param cluster absent over files
 */
record Session(
    Workspace workspace,
    OfflinePlanner planner,
    UnknownFieldMode unknownFields,
    Streams streams,
    @Nullable LiveCluster cluster)
    implements AutoCloseable {

  /**
   * @param services names of those that are meant; all when empty
   */
  static Session open(InputOptions options, List<String> services, Streams streams) {
    return options.isLive()
        ? live(options, services, streams)
        : open(options.source(streams.in()), options.unknownFields, streams).withServices(services);
  }

  /**
   * @param stdin what was read of the standard input, which others also want
   */
  static Session open(InputOptions options, List<String> services, Streams streams, byte[] stdin) {
    return options.isLive()
        ? live(options, services, streams)
        : open(options.source(new ByteArrayInputStream(stdin)), options.unknownFields, streams)
            .withServices(services);
  }

  private static Session live(InputOptions options, List<String> services, Streams streams) {
    LiveCluster cluster = options.live.connect();
    return live(cluster, options.liveSource(cluster, services), options.unknownFields, streams);
  }

  /** Over a cluster, and nothing else. */
  static Session open(SystemOptions options, List<String> services, Streams streams) {
    LiveCluster cluster = options.connect();
    LiveSource source =
        new LiveSource(services, options.namespace(cluster), options.systemNamespace);
    return live(cluster, source, UnknownFieldMode.warn, streams);
  }

  private static Session live(
      LiveCluster cluster, LiveSource source, UnknownFieldMode unknownFields, Streams streams) {
    try {
      return open(LiveWorkspaceReader.read(cluster, source), unknownFields, streams, cluster);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  static Session open(Source source, UnknownFieldMode unknownFields, Streams streams) {
    return open(WorkspaceReader.read(source), unknownFields, streams, null);
  }

  private static Session open(
      Workspace workspace,
      UnknownFieldMode unknownFields,
      Streams streams,
      @Nullable LiveCluster cluster) {
    return new Session(
        workspace, new OfflinePlanner(workspace, unknownFields), unknownFields, streams, cluster);
  }

  @Override
  public void close() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** Only those of these names, when some are given; the others stay their neighbours. */
  private Session withServices(List<String> names) {
    if (names.isEmpty()) {
      return this;
    }
    return open(workspace.choose(names), unknownFields, streams, cluster);
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

  /** What is to be said of the fields of an object; nothing when the API knows them all. */
  private Stream<Report> unknownFields(Document config) {
    List<Finding> findings = unknownFields.findings(config);
    return findings.isEmpty()
        ? Stream.empty()
        : Stream.of(new Report(ServingApi.CONFIG_KIND, config.id(), findings));
  }

  /**
   * Tells on the standard error what was found about services, and of fields of their configs that
   * the API does not know; answers what that means to the shell.
   */
  int report(List<Report> services) {
    List<Report> reports =
        Stream.concat(
                workspace.ownConfigs().stream().flatMap(this::unknownFields), services.stream())
            .toList();
    streams.err().print(Reports.text(reports, streams.colours()));
    tellRefusals();
    return exitCode(reports);
  }

  /** Tells on the standard error what may not be read, and is taken for unknown. */
  void tellRefusals() {
    workspace.cluster().refusals().forEach(line -> streams.err().println("warning: " + line));
  }

  static int exitCode(List<Report> reports) {
    return reports.stream().anyMatch(Report::hasErrors) ? ExitCode.FINDINGS : ExitCode.OK;
  }
}
