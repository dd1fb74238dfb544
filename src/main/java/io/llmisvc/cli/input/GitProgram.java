package io.llmisvc.cli.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program {@code git}, in a directory of a repository. It only reads, and asks nobody. */
record GitProgram(Path directory) {
  /** What hooks of git say of their own repository, which may be another. */
  private static final List<String> OF_ANOTHER =
      List.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_PREFIX",
          "GIT_INDEX_FILE",
          "GIT_COMMON_DIR",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES");

  /** What it said, and its exit code. */
  record Answer(int exitCode, byte[] out, String err) {
    boolean isGood() {
      return exitCode == 0;
    }

    /** Without the line's end. */
    String line() {
      return new String(out, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
    }

    /** The first line of what it complained about. */
    String complaint() {
      return err.lines().findFirst().orElse("git ended with " + exitCode);
    }
  }

  /**
   * Starts it.
   *
   * @throws IOException when there is no such program
   */
  Process start(ProcessBuilder.Redirect errors, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
    Map<String, String> environment = builder.environment();
    OF_ANOTHER.forEach(environment::remove);
    environment.putAll(
        Map.of("LC_ALL", "C", "GIT_OPTIONAL_LOCKS", "0", "GIT_TERMINAL_PROMPT", "0"));
    return builder.start();
  }

  /** Runs it to its end, for answers whose complaints are short. */
  Answer run(String... arguments) throws IOException {
    Process process = start(ProcessBuilder.Redirect.PIPE, arguments);
    try {
      process.getOutputStream().close();
      byte[] out = process.getInputStream().readAllBytes();
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(process.waitFor(), out, err);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
  }
}
