package io.llmisvc.cli;

import io.llmisvc.cli.input.AppliedFiles;
import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.input.LiveSource;
import io.llmisvc.cli.input.LiveWorkspaceReader;
import io.llmisvc.cli.input.Workspace;
import io.llmisvc.cli.input.WorkspaceReader;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.model.naming.NamespacedName;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cluster before and after files are applied to it.
 *
 * @param files what they say alone
 */
record AppliedState(Workspace now, Workspace then, Workspace files) {

  static AppliedState read(
      LiveCluster cluster,
      LiveOptions live,
      ReadingOptions reading,
      List<String> paths,
      InputStream stdin) {
    String standard = Objects.requireNonNullElse(reading.namespace, cluster.namespace());
    Workspace files = WorkspaceReader.read(reading.aloneSource(paths, standard, stdin));
    LiveSource source =
        new LiveSource(
            List.of(),
            namespace(
                files, live, live.namespace(reading.namespace, cluster), reading.namespace != null),
            reading.systemNamespace);
    Workspace now = LiveWorkspaceReader.around(cluster, source);
    return new AppliedState(now, AppliedFiles.of(now, files), files);
  }

  /**
   * The one of all services of the files; absent for all, which is what the operator's ConfigMap is
   * about.
   */
  private static @Nullable String namespace(
      Workspace files, LiveOptions live, @Nullable String named, boolean isNamed) {
    if (AppliedFiles.isAboutOperator(files) && !isNamed) {
      return null;
    }
    Set<String> namespaces =
        files.services().stream()
            .map(Document::id)
            .map(NamespacedName::namespace)
            .collect(Collectors.toSet());
    return switch (namespaces.size()) {
      case 0 -> named;
      case 1 -> live.everywhere ? null : namespaces.iterator().next();
      default -> null;
    };
  }
}
