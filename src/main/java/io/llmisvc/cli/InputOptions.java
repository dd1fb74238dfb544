package io.llmisvc.cli;

import io.llmisvc.cli.input.LiveSource;
import io.llmisvc.cli.input.Source;
import io.llmisvc.live.LiveCluster;
import java.io.InputStream;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of verbs that read one state: of manifests, or of the cluster. */
final class InputOptions extends ReadingOptions {
  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE|DIR|-",
      description =
          "YAML or JSON with services, configs, the operator ConfigMap and anything else that the"
              + " cluster holds, such as Gateways; - is the standard input. May be given many"
              + " times. Without it, the cluster is read.")
  List<String> files = List.of();

  @Mixin LiveOptions live = new LiveOptions();

  /** Whether the cluster is meant, for lack of files. */
  boolean isLive() {
    return files.isEmpty();
  }

  LiveSource liveSource(LiveCluster cluster, List<String> services) {
    return new LiveSource(services, live.namespace(namespace, cluster), systemNamespace);
  }

  Source source(InputStream stdin) {
    return source(files, stdin);
  }

  /**
   * The files alone, to be laid upon a cluster.
   *
   * @param standard namespace of objects that name none
   */
  Source source(String standard, InputStream stdin) {
    return new Source(files, recursive, facts, stdin, standard, systemNamespace, false);
  }
}
