package io.llmisvc.cli;

import io.llmisvc.cli.input.LiveFacts;
import io.llmisvc.cli.input.LiveSource;
import io.llmisvc.cli.input.LiveWorkspaceReader;
import io.llmisvc.cli.input.Workspace;
import io.llmisvc.live.LiveCluster;
import java.util.List;

/** One run of a verb that looks at a cluster only. */
record LiveSession(
    LiveCluster cluster, Workspace workspace, LiveFacts facts, OfflinePlanner planner)
    implements AutoCloseable {

  /**
   * @param services names; all when empty
   */
  static LiveSession open(SystemOptions options, List<String> services, Streams streams) {
    LiveCluster cluster = options.connect();
    LiveSource source =
        new LiveSource(services, options.namespace(cluster), options.systemNamespace);
    LiveFacts facts = new LiveFacts(cluster, source.namespace());
    Workspace workspace = LiveWorkspaceReader.read(cluster, source, facts);
    return new LiveSession(
        cluster, workspace, facts, new OfflinePlanner(workspace, UnknownFieldMode.warn));
  }

  List<Planned> plans() {
    return planner.plans(workspace.services());
  }

  @Override
  public void close() {
    cluster.close();
  }
}
