package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A shell in which {@code kubectl}, {@code helm} and {@code llmisvc} speak to an API server, as an
 * administrator has it in a checkout.
 */
public final class Shell {
  private static final List<String> SOURCES = List.of("helm", "kubernetes", "samples");

  private final Path directory;
  private final Path programs;
  private final Helm helm;

  private Shell(Path directory, Path programs, Helm helm) {
    this.directory = directory;
    this.programs = programs;
    this.helm = helm;
  }

  /** A fresh directory, which goes with the API server. */
  public static Shell of(ControlPlane controlPlane) {
    try {
      Path home = Files.createTempDirectory(controlPlane.directory(), "home");
      Path directory = Files.createDirectory(home.resolve("checkout"));
      for (String part : SOURCES) {
        Files.createSymbolicLink(directory.resolve(part), Path.of(part).toAbsolutePath());
      }
      Path programs = Files.createDirectory(home.resolve("programs"));
      Files.createSymbolicLink(programs.resolve("kubectl"), Assets.binary("kubectl"));
      Files.createSymbolicLink(programs.resolve("helm"), Assets.helm());
      writeLauncher(programs.resolve("llmisvc"));
      return new Shell(directory, programs, Helm.in(home, controlPlane));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the command line as this JVM was started. */
  private static void writeLauncher(Path file) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String script =
        "#!/bin/sh\nexec '%s' -cp '%s' io.llmisvc.Main \"$@\"\n"
            .formatted(java, System.getProperty("java.class.path"));
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /** Ends with the first command that fails. */
  public Command.Result run(String commands) {
    String script = "cd \"$0\"\n" + commands;
    return Command.run(
        List.of("bash", "-euo", "pipefail", "-c", script, directory.toString()),
        environment -> {
          helm.isolate(environment);
          environment.merge("PATH", programs.toString(), (old, own) -> own + ":" + old);
        });
  }
}
