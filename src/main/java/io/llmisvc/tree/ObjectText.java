package io.llmisvc.tree;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** The configuration of a picker: a text within an object that holds one object, YAML or JSON. */
public sealed interface ObjectText {
  /** The tree is the reader's own. */
  record Readable(ObjectNode tree) implements ObjectText {}

  /**
   * @param reason one line, to follow what is unreadable
   */
  record Unreadable(String reason) implements ObjectText {}

  static ObjectText read(String text) {
    if (text.length() > ReadLimits.ARGUMENT_LENGTH) {
      return new Unreadable(
          "has more than %d characters, and no process takes an argument as long"
              .formatted(ReadLimits.ARGUMENT_LENGTH));
    }
    try {
      Composer composer = YamlComposer.of(text);
      Node node = composer.getSingleNode();
      return node != null && YamlTree.lenient(text.length()).of(node) instanceof ObjectNode object
          ? new Readable(object)
          : new Unreadable("is not an object");
    } catch (YamlTree.Refusal e) {
      return new Unreadable(place(e.line(), e.column()) + e.getMessage());
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String place = mark == null ? "" : place(mark.getLine() + 1, mark.getColumn() + 1);
      return new Unreadable(place + "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      return new Unreadable(YamlComposer.reason(e));
    }
  }

  private static String place(int line, int column) {
    return "line %d, column %d: ".formatted(line, column);
  }
}
