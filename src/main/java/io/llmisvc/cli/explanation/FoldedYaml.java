package io.llmisvc.cli.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.llmisvc.tree.FieldSteps;
import io.llmisvc.tree.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trees as YAML whose lines carry their margins as comments. What has one margin is folded into one
 * line; with nothing folded, any reader of YAML reads the values.
 */
final class FoldedYaml {
  /** The column of the margins, unless all lines are shorter; longer ones push theirs out. */
  private static final int WIDEST = 72;

  /** What a value may take however deep it stands. */
  private static final int LEAST = 24;

  private static final String RESET = "\u001b[0m";
  private static final String ITEM = "-";

  private final boolean unfolds;
  private final boolean colours;
  private final List<Line> lines = new ArrayList<>();

  private record Line(String text, @Nullable Margin margin) {}

  private FoldedYaml(boolean unfolds, boolean colours) {
    this.unfolds = unfolds;
    this.colours = colours;
  }

  /**
   * @param roots each is opened, and named by its whole path
   */
  static String of(List<FieldTree> roots, boolean unfolds, boolean colours) {
    FoldedYaml yaml = new FoldedYaml(unfolds, colours);
    for (FieldTree root : roots) {
      String label = root.path() + ":";
      if (root.isLeaf()) {
        yaml.whole(root, "", label);
      } else {
        yaml.lines.add(new Line(label, null));
        yaml.members(root, root.isList() ? "" : "  ");
      }
    }
    return yaml.text();
  }

  private void members(FieldTree tree, String indent) {
    for (FieldTree member : tree.below()) {
      String step = member.step();
      value(
          member,
          indent,
          FieldSteps.isElement(step) ? ITEM : FlowText.key(FieldSteps.name(step)) + ":");
    }
  }

  private void value(FieldTree tree, String indent, String label) {
    Optional<Margin> common = unfolds ? Optional.empty() : tree.common();
    if (common.isPresent()) {
      String lead = indent + label + " ";
      int room = Math.max(LEAST, WIDEST - lead.length());
      lines.add(new Line(lead + FlowText.of(tree.value(), room), common.get()));
    } else if (tree.isLeaf()) {
      whole(tree, indent, label);
    } else if (label.equals(ITEM)) {
      item(tree, indent);
    } else {
      lines.add(new Line(indent + label, null));
      members(tree, tree.isList() ? indent : indent + "  ");
    }
  }

  /** The first member stands behind the dash. */
  private void item(FieldTree tree, String indent) {
    int first = lines.size();
    members(tree, indent + "  ");
    Line line = lines.get(first);
    String behind = line.text().substring(indent.length() + 2);
    lines.set(first, new Line(indent + ITEM + " " + behind, line.margin()));
  }

  /** A value that stands for itself, with nothing left out. */
  private void whole(FieldTree tree, String indent, String label) {
    JsonNode value = tree.value();
    Margin margin = tree.common().orElse(null);
    String flow = FlowText.of(value);
    int room = Math.max(LEAST, WIDEST - indent.length() - label.length());
    if (label.equals(ITEM) || (value.isTextual() ? !isBlock(value) : flow.length() <= room)) {
      lines.add(new Line(indent + label + " " + flow, margin));
      return;
    }
    List<String> block =
        Yaml.text(JsonNodeFactory.instance.objectNode().set("it", value)).lines().toList();
    lines.add(new Line(indent + label + block.getFirst().substring("it:".length()), margin));
    block
        .subList(1, block.size())
        .forEach(it -> lines.add(new Line(it.isEmpty() ? it : indent + it, null)));
  }

  private static boolean isBlock(JsonNode value) {
    return value.textValue().indexOf('\n') >= 0;
  }

  private String text() {
    int longest = lines.stream().mapToInt(FoldedYaml::width).max().orElse(0);
    int column = Math.min(longest, WIDEST) + 2;
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.text());
      if (line.margin() != null && !line.margin().toString().isEmpty()) {
        text.append(" ".repeat(Math.max(2, column - width(line)))).append(comment(line.margin()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static int width(Line line) {
    return line.margin() == null ? 0 : line.text().codePointCount(0, line.text().length());
  }

  private String comment(Margin margin) {
    return colours ? margin.colour() + "# " + margin + RESET : "# " + margin;
  }
}
