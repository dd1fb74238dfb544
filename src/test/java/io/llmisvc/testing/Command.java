package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A program that runs to its end. */
public final class Command {
  private Command() {}

  public static Result run(String... command) {
    return run(Arrays.asList(command), environment -> {});
  }

  /**
   * @param environment changes that of this JVM
   */
  public static Result run(List<String> command, Consumer<Map<String, String>> environment) {
    try {
      Path err = Files.createTempFile("command", ".log");
      try {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        environment.accept(builder.environment());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(command.get(0), process.waitFor(), out, Files.readString(err));
      } finally {
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it said, and whether it succeeded. */
  public record Result(String program, int status, String out, String err) {
    /** The standard output; fails with all that it said when it did not succeed. */
    public String orThrow() {
      if (status != 0) {
        throw new IllegalStateException(
            program + " ended with status " + status + ":\n" + out + err);
      }
      return out;
    }
  }
}
