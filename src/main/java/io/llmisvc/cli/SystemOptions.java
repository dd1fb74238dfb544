package io.llmisvc.cli;

import picocli.CommandLine.Option;

/** The options of verbs that look at a cluster only, and at what the operator of it works with. */
final class SystemOptions extends ClusterOptions {
  @Option(
      names = "--system-namespace",
      paramLabel = "NAME",
      defaultValue = "kserve",
      description = "Namespace of the operator and the shared configs; ${DEFAULT-VALUE}.")
  String systemNamespace = "kserve";
}
