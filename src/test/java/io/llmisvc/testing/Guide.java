package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document whose commands tests run, so that it cannot say what does not work. A step is a fenced
 * block of {@code sh}; steps are found by the heading that they are under.
 */
public final class Guide {
  private static final Pattern HEADING = Pattern.compile("#+ (.*)");
  private static final Pattern FENCE = Pattern.compile("( *)```(.*)");

  private final String name;
  private final Map<String, List<String>> steps;

  private Guide(String name, Map<String, List<String>> steps) {
    this.name = name;
    this.steps = steps;
  }

  public static Guide of(Path file) {
    try {
      return new Guide(file.toString(), stepsOf(Files.readAllLines(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The steps under a heading in their order; fails when there are none. */
  public List<String> steps(String heading) {
    List<String> found = steps.get(heading);
    if (found == null) {
      throw new IllegalArgumentException(name + " has no steps under: " + heading);
    }
    return found;
  }

  /** The headings that have steps. */
  public Set<String> headings() {
    return steps.keySet();
  }

  private static Map<String, List<String>> stepsOf(List<String> lines) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    String heading = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher title = HEADING.matcher(lines.get(i));
      Matcher fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        int end = endOf(lines, i);
        if (fence.group(2).equals("sh")) {
          found
              .computeIfAbsent(heading, key -> new ArrayList<>())
              .add(block(lines.subList(i + 1, end), fence.group(1)));
        }
        i = end;
      } else if (title.matches()) {
        heading = title.group(1);
      }
    }
    return found;
  }

  private static int endOf(List<String> lines, int begin) {
    int end = begin + 1;
    while (!lines.get(end).strip().equals("```")) {
      end++;
    }
    return end;
  }

  /** Without what a list that the block is in puts before each line. */
  private static String block(List<String> lines, String indent) {
    StringBuilder block = new StringBuilder();
    for (String line : lines) {
      block.append(line.startsWith(indent) ? line.substring(indent.length()) : line).append('\n');
    }
    return block.toString();
  }
}
