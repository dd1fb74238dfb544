package io.llmisvc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How this program was called.
 *
 * @param name what users type before a verb
 * @param isPlugin whether kubectl called it, which never means the operator
 */
public record Invocation(String name, boolean isPlugin) {
  static final String PROGRAM = "llmisvc";

  /** By its own name. */
  static final Invocation DIRECT = new Invocation(PROGRAM, false);

  private static final Invocation PLUGIN = new Invocation("kubectl " + PROGRAM, true);

  /** What kubectl looks for on the PATH. */
  private static final String PLUGIN_FILE = "kubectl-" + PROGRAM;

  /** What the launcher of the JVM form was called as; a JVM itself is called java. */
  private static final String LAUNCHER = "llmisvc.program";

  private static final String COMMAND_LINE = "/proc/self/cmdline";

  /** That of this process. */
  public static Invocation ofProcess() {
    return of(System.getProperty(LAUNCHER, ""), Path.of(COMMAND_LINE));
  }

  /**
   * By the name of the file that was called, links not followed.
   *
   * @param launcher empty when there is none
   * @param commandLine a file of arguments that end in NUL, where the system has one
   */
  static Invocation of(String launcher, Path commandLine) {
    String called = launcher.isEmpty() ? called(commandLine) : launcher;
    return called.endsWith("/" + PLUGIN_FILE) || called.equals(PLUGIN_FILE) ? PLUGIN : DIRECT;
  }

  private static String called(Path commandLine) {
    if (!Files.isReadable(commandLine)) {
      return ProcessHandle.current().info().command().orElse("");
    }
    try {
      return Files.readString(commandLine, StandardCharsets.ISO_8859_1).split("\0", 2)[0];
    } catch (IOException e) {
      return "";
    }
  }

  /** Of an example or a sentence of the help, what users type. */
  String inHelp(String line) {
    return isPlugin && line.startsWith("  ")
        ? line.replaceAll("(?<!get )\\b" + PROGRAM + " (?=[a-z])", name + " ")
        : line;
  }
}
