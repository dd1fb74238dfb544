package io.llmisvc.cli.input;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to read.
 *
 * @param files files, directories, and {@code -} for {@code stdin}
 * @param facts file with facts of the cluster
 * @param namespace of objects that name none
 * @param systemNamespace of the operator, its ConfigMap and the shared configs
 * @param withPresets whether built-in presets stand in for what the files do not define
 */
public record Source(
    List<String> files,
    boolean recursive,
    @Nullable String facts,
    InputStream stdin,
    String namespace,
    String systemNamespace,
    boolean withPresets) {
  public Source {
    files = List.copyOf(files);
  }
}
