package io.llmisvc.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of verbs that look at a cluster only. */
final class ClusterOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Namespace of the services; that of the context when not given.")
  @Nullable String namespace;

  @Option(
      names = "--system-namespace",
      paramLabel = "NAME",
      defaultValue = "kserve",
      description = "Namespace of the operator and the shared configs; ${DEFAULT-VALUE}.")
  String systemNamespace = "kserve";

  @Mixin LiveOptions live = new LiveOptions();
}
