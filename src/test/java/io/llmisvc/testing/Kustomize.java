package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code kubectl apply -k} applies. */
public final class Kustomize {
  private Kustomize() {}

  /**
   * Writes what a directory gives into a file; fails with what kubectl said when it gives nothing.
   */
  public static Path build(Path directory, Path into) {
    String built =
        Command.run(Assets.binary("kubectl").toString(), "kustomize", directory.toString())
            .orThrow();
    try {
      return Files.writeString(into, built);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what an overlay of a directory gives that has a namespace of its own. */
  public static Path buildIn(String namespace, Path directory, Path work) {
    try {
      Path overlay = Files.createTempDirectory(work, "overlay").toRealPath();
      Path sources = overlay.relativize(Path.of("kubernetes").toRealPath());
      Files.writeString(
          overlay.resolve("kustomization.yaml"),
          """
          namespace: "%s"
          resources: [%s]
          transformers: [%s]
          """
              .formatted(
                  namespace,
                  overlay.relativize(directory.toRealPath()),
                  sources.resolve("transformers/namespace")));
      return build(overlay, overlay.resolve("built.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
