package io.llmisvc.cli.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files as a commit has them: {@code ref:REF:PATH}. A file or directory of that very name is meant
 * where there is one.
 *
 * @param argument as it was typed
 * @param ref a branch, a tag, or whatever else git takes for a commit
 * @param path of a file or directory, as it would be typed for the files of today; absent in {@code
 *     ref:REF}
 */
public record GitAddress(String argument, String ref, @Nullable String path) {
  private static final String PREFIX = "ref:";
  private static final String STDIN = "-";

  /** Empty when the argument is a file, a directory or {@code -}. */
  static Optional<GitAddress> of(String argument) {
    if (!argument.startsWith(PREFIX) || Files.exists(Path.of(argument))) {
      return Optional.empty();
    }
    String address = argument.substring(PREFIX.length());
    int colon = address.indexOf(':');
    return Optional.of(
        colon < 0
            ? new GitAddress(argument, address, null)
            : new GitAddress(argument, address.substring(0, colon), address.substring(colon + 1)));
  }

  /**
   * The arguments with a path in each: {@code ref:REF} becomes one for each path of the others.
   *
   * @param others those of the other state
   * @throws UnreadableInputException when a path is needed and the others have only the standard
   *     input
   */
  public static List<String> completed(List<String> arguments, List<String> others) {
    List<String> completed = new ArrayList<>();
    for (String argument : arguments) {
      Optional<GitAddress> address = of(argument).filter(ref -> ref.path == null);
      if (address.isEmpty()) {
        completed.add(argument);
        continue;
      }
      List<String> paths = paths(others);
      paths.forEach(path -> completed.add(PREFIX + address.get().ref + ":" + path));
      if (paths.isEmpty()) {
        throw new UnreadableInputException(
            List.of(
                "%s: names no path, and nor does the other side; write %s:PATH"
                    .formatted(argument, argument)));
      }
    }
    return completed;
  }

  /** Where two refs are compared and no path is named, the directory of today. */
  private static List<String> paths(List<String> arguments) {
    return arguments.stream()
        .filter(argument -> !argument.equals(STDIN))
        .map(argument -> of(argument).map(GitAddress::pathOrHere).orElse(argument))
        .distinct()
        .toList();
  }

  private String pathOrHere() {
    return path == null ? "." : path;
  }
}
