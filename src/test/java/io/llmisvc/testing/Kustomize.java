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
}
