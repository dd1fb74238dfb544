package io.llmisvc.cli;

import io.llmisvc.cli.input.Source;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all verbs that read manifests: how, and what stands around them. */
class ReadingOptions {
  @Option(
      names = {"-R", "--recursive"},
      description = "Read directories with all that is below them.")
  boolean recursive;

  @Option(
      names = "--facts",
      paramLabel = "FILE",
      description =
          "What the cluster is; see below. Without it every kind is served, and what the files do"
              + " not hold may exist.")
  @Nullable String facts;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description =
          "Namespace of objects of files that name none, default when not given; of services of a"
              + " cluster, that of the context when not given.")
  @Nullable String namespace;

  @Option(
      names = "--system-namespace",
      paramLabel = "NAME",
      defaultValue = "kserve",
      description = "Namespace of the operator and the shared configs; ${DEFAULT-VALUE}.")
  String systemNamespace = "kserve";

  @Option(
      names = "--no-presets",
      description = "Use only the configs of the files, not the built-in presets.")
  boolean withoutPresets;

  @Option(
      names = "--unknown-fields",
      paramLabel = "error|warn",
      defaultValue = "error",
      description =
          "Whether a field that the API does not know is an error, as for kubectl apply, or is"
              + " dropped with a warning; ${DEFAULT-VALUE}.")
  UnknownFieldMode unknownFields = UnknownFieldMode.error;

  Source source(List<String> files, InputStream stdin) {
    return new Source(
        files,
        recursive,
        facts,
        stdin,
        Objects.requireNonNullElse(namespace, "default"),
        systemNamespace,
        !withoutPresets);
  }

  /**
   * The files alone, to be laid upon a cluster.
   *
   * @param standard namespace of objects that name none
   */
  Source aloneSource(List<String> files, String standard, InputStream stdin) {
    return new Source(files, recursive, facts, stdin, standard, systemNamespace, false);
  }
}
