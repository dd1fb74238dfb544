package io.llmisvc.cli;

import io.llmisvc.live.LiveCluster;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of verbs that look at services of a cluster only. */
class ClusterOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Namespace of the services; that of the context when not given.")
  @Nullable String namespace;

  @Mixin LiveOptions live = new LiveOptions();

  LiveCluster connect() {
    return live.connect();
  }

  /** Absent for all of them. */
  @Nullable String namespace(LiveCluster cluster) {
    return live.namespace(namespace, cluster);
  }
}
