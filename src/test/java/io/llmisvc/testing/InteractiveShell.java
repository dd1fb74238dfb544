package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The completion of fish and zsh, which a script for it has been read by. In the place of the
 * program that is completed stands one that knows two services, {@code alpha} and {@code beta}, and
 * writes down what it is asked.
 */
public final class InteractiveShell {
  private static final String STAND_IN =
      """
      #!/bin/sh
      echo "$@" >>asked
      echo alpha
      echo beta
      """;

  /** Keys are read one after the other, so that a line is complete before it is run. */
  private static final String ZSH =
      """
      zmodload zsh/zpty
      zpty inner zsh -f -i
      zpty -w inner 'autoload -U +X compinit && compinit -D -u; source ./script'
      zpty -w -n inner "$1"$'\\t\\n'
      zpty -w inner exit
      while zpty -r inner line; do :; done
      """;

  private final Path directory;

  private InteractiveShell(Path directory) {
    this.directory = directory;
  }

  /**
   * @param directory an empty one
   * @param script what the shell reads first
   */
  public static InteractiveShell in(Path directory, String program, String script) {
    try {
      Files.writeString(directory.resolve("script"), script);
      Path programs = Files.createDirectory(directory.resolve("programs"));
      Path standIn = Files.writeString(programs.resolve(program), STAND_IN);
      Files.setPosixFilePermissions(standIn, PosixFilePermissions.fromString("rwx------"));
      return new InteractiveShell(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What fish offers for a line, without what it says of each. */
  public List<String> fishOffers(String line) {
    return run("fish", "--no-config", "-c", "source script; complete -C $argv[1]", line)
        .lines()
        .map(offer -> offer.split("\t")[0])
        .toList();
  }

  /** What zsh makes of a line when Tab and Return follow, without the program's name. */
  public String zshRuns(String line) {
    run("zsh", "-f", "-c", ZSH, "zsh", line);
    List<String> asked = asked();
    return asked.isEmpty() ? "" : asked.getLast();
  }

  /** The arguments of each call of the program so far. */
  public List<String> asked() {
    try {
      Path file = directory.resolve("asked");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String run(String shell, String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-c", "cd \"$0\" && exec \"$@\"", directory.toString()));
    command.add(Assets.shells().resolve(shell).toString());
    command.addAll(List.of(arguments));
    return Command.run(
            command,
            environment -> {
              environment.put("HOME", directory.toString());
              environment.put("TERM", "dumb");
              environment.merge(
                  "PATH",
                  directory.resolve("programs").toString(),
                  (old, own) -> own + ":" + Assets.shells() + ":" + old);
            })
        .orThrow();
  }
}
