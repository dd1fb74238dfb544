package io.llmisvc.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** What the Operator Framework itself says of a bundle. */
public final class OlmTools {
  private OlmTools() {}

  /** The CRDs of what people and OLM write: a directory with a file for each. */
  public static Path crds() {
    return Assets.olm().resolve("crds");
  }

  /** The complaints about a bundle, one a line, warnings included. */
  public static List<String> verify(Path bundle) {
    try {
      Process process =
          new ProcessBuilder(
                  Assets.olm().resolve("operator-verify").toString(),
                  "manifests",
                  "--operatorhub_validate",
                  "--object_validate",
                  bundle.toString())
              .redirectErrorStream(true)
              .start();
      List<String> said =
          new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join("\n", said));
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
