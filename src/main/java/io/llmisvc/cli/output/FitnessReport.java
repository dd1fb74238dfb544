package io.llmisvc.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.fitness.Check;
import io.llmisvc.fitness.FitnessLine;
import io.llmisvc.fitness.Level;
import io.llmisvc.tree.Yaml;
import java.util.Arrays;
import java.util.List;

/** Whether a cluster is fit: a line each for people, an entry each for tools. */
public final class FitnessReport {
  private static final int LEVEL_WIDTH = Level.WARNING.word().length();
  private static final int CHECK_WIDTH =
      Arrays.stream(Check.values()).mapToInt(check -> check.word().length()).max().orElse(0);

  private FitnessReport() {}

  /** Level, check, what is so, and after a semicolon what to do; last how many of each. */
  public static String text(List<FitnessLine> lines, boolean colours) {
    StringBuilder text = new StringBuilder();
    for (FitnessLine line : lines) {
      text.append(level(line.level(), colours))
          .append("  " + padded(line.check().word(), CHECK_WIDTH) + "  ")
          .append(line.text())
          .append(line.wayOut().isEmpty() ? "" : "; " + line.wayOut())
          .append('\n');
    }
    return text.append(
            "%d ok, %s, %s\n"
                .formatted(
                    count(lines, Level.OK),
                    counted(count(lines, Level.WARNING), "warning"),
                    counted(count(lines, Level.ERROR), "error")))
        .toString();
  }

  /** With {@code reason}, the name of what is said, for tools that compare it. */
  public static String json(List<FitnessLine> lines) {
    return Json.text(tree(lines));
  }

  /** The same as YAML. */
  public static String yaml(List<FitnessLine> lines) {
    return Yaml.text(tree(lines));
  }

  private static ArrayNode tree(List<FitnessLine> lines) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (FitnessLine line : lines) {
      ObjectNode entry = list.addObject();
      entry
          .put("level", line.level().word())
          .put("check", line.check().word())
          .put("reason", line.outcome().reason())
          .put("message", line.text());
      if (!line.wayOut().isEmpty()) {
        entry.put("wayOut", line.wayOut());
      }
    }
    return list;
  }

  private static long count(List<FitnessLine> lines, Level level) {
    return lines.stream().filter(line -> line.level() == level).count();
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String level(Level level, boolean colours) {
    return colour(level).of(padded(level.word(), LEVEL_WIDTH), colours);
  }

  private static String padded(String word, int width) {
    return word + " ".repeat(width - word.length());
  }

  private static Colour colour(Level level) {
    return switch (level) {
      case OK -> Colour.GREEN;
      case WARNING -> Colour.YELLOW;
      case ERROR -> Colour.BOLD_RED;
    };
  }
}
