package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that ends with this JVM, however this JVM ends, and whose output is in a file. */
public final class ChildProcess {
  /**
   * Kills the command when standard input closes, which the operating system does for a JVM that
   * was killed.
   */
  private static final String LEASH =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      child=$!
      { read -r _ <&3; kill -9 "$child" 2>/dev/null; } &
      watcher=$!
      wait "$child"
      status=$?
      kill -9 "$watcher" 2>/dev/null
      exit "$status"
      """;

  private final String name;
  private final Path log;
  private final Process process;

  private ChildProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  static ChildProcess start(Path directory, Path binary, List<String> arguments) {
    return start(directory, binary, arguments, Map.of());
  }

  /**
   * @param directory where it runs, and where its log is
   * @param environment is added to that of this JVM
   */
  public static ChildProcess start(
      Path directory, Path binary, List<String> arguments, Map<String, String> environment) {
    String name = binary.getFileName().toString();
    Path log = directory.resolve(name + ".log");
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", LEASH, name, binary.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new ChildProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails with the end of its log when it has ended by itself. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          name + " ended with status " + process.exitValue() + ":\n" + endOfLog());
    }
  }

  public String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  public Path log() {
    return log;
  }

  /** Kills it and waits until it is gone. */
  public void kill() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " does not end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
