package io.llmisvc.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that ends with this JVM, however this JVM ends, and whose output is in a file. */
public final class ChildProcess {
  /**
   * Sends the command each signal that standard input names, and kills it when that closes, which
   * the operating system does for a JVM that was killed.
   */
  private static final String LEASH =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      child=$!
      { while read -r signal <&3; do kill -s "$signal" "$child"; done; kill -9 "$child" 2>/dev/null; } &
      watcher=$!
      wait "$child"
      status=$?
      kill -9 "$watcher" 2>/dev/null
      exit "$status"
      """;

  /** What makes it end, soon. */
  private interface Ending {
    void run() throws IOException;
  }

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

  /** Asks it to stop, as Kubernetes does, and waits until it is gone. */
  public void terminate() {
    end(
        () -> {
          OutputStream signals = process.getOutputStream();
          signals.write("TERM\n".getBytes(StandardCharsets.US_ASCII));
          signals.flush();
        });
  }

  /** Kills it and waits until it is gone. */
  public void kill() {
    end(() -> process.getOutputStream().close());
  }

  private void end(Ending ending) {
    try {
      ending.run();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " does not end:\n" + endOfLog());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
