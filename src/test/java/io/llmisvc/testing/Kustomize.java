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
    Path err = into.resolveSibling("kustomize.log");
    ProcessBuilder builder =
        new ProcessBuilder(Assets.binary("kubectl").toString(), "kustomize", directory.toString())
            .redirectOutput(into.toFile())
            .redirectError(err.toFile());
    try {
      int status = builder.start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            "kubectl ended with status " + status + ":\n" + Files.readString(err));
      }
      return into;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
