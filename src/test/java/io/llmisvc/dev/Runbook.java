package io.llmisvc.dev;

import io.llmisvc.testing.Command;
import io.llmisvc.testing.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page of an alert, and what it tells to do to find the cause. */
record Runbook(String name, String text) {
  private static final Path PAGES = Path.of("docs/runbooks");
  private static final String PROMPT = "$ ";
  private static final Pattern DIAGNOSIS =
      Pattern.compile("## Diagnosis\n(.*?)\n## ", Pattern.DOTALL);
  private static final Pattern INLINE = Pattern.compile("`(kubectl [^`]*)`");

  /** All that there are. */
  static List<Runbook> all() {
    try (Stream<Path> pages = Files.list(PAGES)) {
      return pages.sorted().map(Runbook::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param url as the annotation of an alert has it
   */
  static Runbook at(String url) {
    return read(Path.of(url.substring(url.indexOf(PAGES.toString()))));
  }

  private static Runbook read(Path page) {
    try {
      return new Runbook(page.getFileName().toString(), Files.readString(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The commands under the heading Diagnosis, in their order. */
  List<String> commands() {
    return DIAGNOSIS
        .matcher(text)
        .results()
        .flatMap(section -> section.group(1).lines())
        .filter(line -> line.startsWith(PROMPT))
        .map(line -> line.substring(PROMPT.length()))
        .toList();
  }

  /** The line of its table about a reason; fails when there is none, or more. */
  String row(String reason) {
    List<String> rows =
        text.lines()
            .filter(
                line -> line.startsWith("|") && line.split("\\|")[1].contains("`" + reason + "`"))
            .toList();
    if (rows.size() != 1) {
      throw new IllegalStateException(name + " has these lines about " + reason + ": " + rows);
    }
    return rows.getFirst();
  }

  /** The commands within a line. */
  static List<String> commandsIn(String line) {
    return INLINE.matcher(line).results().map(found -> found.group(1)).toList();
  }

  /** With the words of the page replaced by what they stand for. */
  static String filledIn(String command, Map<String, String> words) {
    String filled = command;
    for (var word : words.entrySet()) {
      filled = filled.replaceAll("\\b" + word.getKey() + "\\b", word.getValue());
    }
    return filled;
  }

  /** What commands say, each after itself; one that fails says that, too. */
  static String follow(Shell shell, List<String> commands) {
    List<String> said = new ArrayList<>();
    for (String command : commands) {
      Command.Result result = shell.run(command);
      said.add("$ " + command + "\n" + result.out() + result.err());
    }
    return String.join("\n", said);
  }
}
