package io.llmisvc.cli.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** The files of a commit, by the program {@code git}: nothing is checked out. */
final class GitFiles {
  private final GitAddress address;
  private final boolean recursive;
  private final Problems problems;

  GitFiles(GitAddress address, boolean recursive, Problems problems) {
    this.address = address;
    this.recursive = recursive;
    this.problems = problems;
  }

  /**
   * A file of a commit.
   *
   * @param content at most one byte more than what is read of a file
   */
  record Content(String name, byte[] content) {}

  /**
   * One file, or those of a directory by name; of a link, what it leads to within the commit.
   *
   * @param isWanted by the name, which files of a directory to read
   */
  List<Content> read(Predicate<Path> isWanted) {
    String path = address.path();
    if (path == null || address.ref().isEmpty()) {
      return refuse("must be ref:REF:PATH, such as ref:main:deploy/");
    }
    try {
      return read(path, isWanted);
    } catch (IOException e) {
      return refuse("cannot be read: " + e.getMessage());
    }
  }

  private List<Content> read(String path, Predicate<Path> isWanted) throws IOException {
    Path target = Path.of(path).toAbsolutePath().normalize();
    Path directory = existing(target);
    GitProgram git = new GitProgram(directory);
    GitProgram.Answer prefix = git.run("rev-parse", "--show-prefix");
    if (!prefix.isGood()) {
      return refuse("git finds no repository around %s: %s".formatted(path, prefix.complaint()));
    }
    GitProgram.Answer commit =
        git.run("rev-parse", "--verify", "--end-of-options", address.ref() + "^{commit}");
    if (!commit.isGood()) {
      return refuse(
          "the repository around %s has no commit '%s'; fetch it, or name a branch, a tag or a commit"
              .formatted(path, address.ref()));
    }
    String inside = prefix.line() + directory.relativize(target);
    try (GitObjects objects = new GitObjects(git)) {
      GitObjects.Found found = objects.read(commit.line(), inside.replaceFirst("/$", ""));
      if (found.isFile()) {
        return List.of(new Content(address.argument(), found.content()));
      }
      if (!found.isDirectory()) {
        return refuse("commit '%s' has no file or directory %s".formatted(address.ref(), path));
      }
      List<Content> contents = new ArrayList<>();
      for (String file : files(git, found.id(), isWanted)) {
        GitObjects.Found content =
            objects.read(commit.line(), inside.isEmpty() ? file : slashed(inside) + file);
        if (content.isFile()) {
          contents.add(new Content(slashed(address.argument()) + file, content.content()));
        }
      }
      return contents.isEmpty() && problems.isEmpty()
          ? refuse("the directory has no file that ends in .yaml, .yml or .json")
          : contents;
    }
  }

  /** By their names below the directory. */
  private List<String> files(GitProgram git, String directory, Predicate<Path> isWanted)
      throws IOException {
    GitProgram.Answer listed =
        git.run("ls-tree", "--full-tree", recursive ? "-rz" : "-z", directory);
    if (!listed.isGood()) {
      throw new IOException(listed.complaint());
    }
    List<String> files = new ArrayList<>();
    for (String entry : new String(listed.out(), StandardCharsets.UTF_8).split("\0", -1)) {
      int tab = entry.indexOf('\t');
      String file = entry.substring(tab + 1);
      if (recursive && entry.contains(" commit ") && entry.indexOf(" commit ") < tab) {
        refuse("%s is a submodule, whose files are in a repository of their own".formatted(file));
      } else if (tab > 0 && isWanted.test(Path.of(file))) {
        files.add(file);
      }
    }
    return files.stream().sorted().toList();
  }

  private List<Content> refuse(String why) {
    problems.add(address.argument(), why);
    return List.of();
  }

  /** The directory itself, else the nearest around it that is there today. */
  private static Path existing(Path target) {
    Path directory = target;
    while (!Files.isDirectory(directory)) {
      directory = Objects.requireNonNull(directory.getParent(), "the root is a directory");
    }
    return directory;
  }

  private static String slashed(String path) {
    return path.endsWith("/") ? path : path + "/";
  }
}
