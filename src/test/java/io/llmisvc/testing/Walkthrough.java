package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A document whose fenced blocks of {@code sh} are commands, and whose blocks of {@code text} are
 * what the commands before them print.
 */
public record Walkthrough(List<Step> steps) {
  private static final String ANYTHING = "…";

  /**
   * @param output empty when the document does not show it
   */
  public record Step(String commands, String output) {

    /**
     * Whether this was printed. {@code …} in the document stands for anything, alone on a line for
     * any lines; blanks count as one.
     */
    public boolean isMetBy(String printed) {
      String expression =
          output
              .lines()
              .map(Step::expression)
              .collect(Collectors.joining("\n"))
              .replace("\n@LINES@", "(\n.*)*?");
      return Pattern.compile(expression).matcher(compact(printed)).matches();
    }

    private static String expression(String line) {
      String text = compact(line);
      return text.strip().equals(ANYTHING)
          ? "@LINES@"
          : Pattern.quote(text).replace(ANYTHING, "\\E.*?\\Q");
    }

    private static String compact(String text) {
      return text.lines()
          .map(line -> line.replaceAll(" +", " ").stripTrailing())
          .collect(Collectors.joining("\n"));
    }
  }

  public Walkthrough {
    steps = List.copyOf(steps);
  }

  public static Walkthrough of(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```") && lines.get(i).length() > 3) {
        String kind = lines.get(i).substring(3);
        int end = i + 1;
        while (!lines.get(end).equals("```")) {
          end++;
        }
        String block = String.join("\n", lines.subList(i + 1, end));
        if (kind.equals("sh")) {
          steps.add(new Step(block, ""));
        } else if (kind.equals("text")) {
          steps.set(steps.size() - 1, new Step(steps.getLast().commands(), block));
        }
        i = end;
      }
    }
    return new Walkthrough(steps);
  }
}
