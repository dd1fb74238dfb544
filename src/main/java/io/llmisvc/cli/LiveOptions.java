package io.llmisvc.cli;

import io.llmisvc.live.LiveCluster;
import io.llmisvc.live.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of verbs that read a cluster, named as kubectl has them. */
final class LiveOptions {
  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Of a cluster, the services of all namespaces.")
  boolean everywhere;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Context of the kubeconfig; its current one when not given.")
  @Nullable String context;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Which cluster; KUBECONFIG, else ~/.kube/config, when not given.")
  @Nullable String kubeconfig;

  LiveCluster connect() {
    return LiveCluster.connect(new Target(kubeconfig, context));
  }

  /** Absent for all of them. */
  @Nullable String namespace(@Nullable String named, LiveCluster cluster) {
    if (everywhere) {
      return null;
    }
    return named == null ? cluster.namespace() : named;
  }
}
