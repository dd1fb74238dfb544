package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real helm that knows nothing of the user's own one. */
public final class Helm {
  private final Path home;
  private final Map<String, String> environment;

  private Helm(Path home, Map<String, String> environment) {
    this.home = home;
    this.environment = environment;
  }

  /** One that sees no cluster. */
  public static Helm in(Path home) {
    return new Helm(home, Map.of("KUBECONFIG", home.resolve("no-kubeconfig").toString()));
  }

  /** One that may do everything. */
  public static Helm in(Path home, ControlPlane controlPlane) {
    return new Helm(home, Map.of("KUBECONFIG", controlPlane.kubeconfig().toString()));
  }

  /** Runs to the end. */
  public Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Assets.helm().toString()));
    command.addAll(List.of(arguments));
    Path err = home.resolve("helm.log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("HELM"));
    builder.environment().putAll(environment);
    for (String kind : List.of("CACHE", "CONFIG", "DATA")) {
      builder.environment().put("HELM_" + kind + "_HOME", home.resolve(kind).toString());
    }
    try {
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), out, Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it said, and whether it succeeded. */
  public record Result(int status, String out, String err) {
    /** The standard output; fails with all that it said when it did not succeed. */
    public String orThrow() {
      if (status != 0) {
        throw new IllegalStateException("helm ended with status " + status + ":\n" + out + err);
      }
      return out;
    }
  }
}
