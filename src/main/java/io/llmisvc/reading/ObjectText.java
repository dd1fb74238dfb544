package io.llmisvc.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.ReadLimits;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A text within an object, such as the configuration of a picker, that holds one object in YAML or
 * JSON.
 */
public sealed interface ObjectText {
  /** The tree is the reader's own. */
  record Readable(ObjectNode tree) implements ObjectText {}

  /**
   * @param reason one line, to follow what is unreadable
   */
  record Unreadable(String reason) implements ObjectText {}

  static ObjectText read(String text) {
    if (text.length() > ReadLimits.OBJECT_LENGTH) {
      return new Unreadable("has more than " + ReadLimits.OBJECT_LENGTH + " characters");
    }
    try {
      Composer composer = YamlComposer.of(text);
      Node node = composer.getSingleNode();
      return node != null && YamlTree.lenient(text.length()).of(node) instanceof ObjectNode object
          ? new Readable(object)
          : new Unreadable("is not an object");
    } catch (YamlTree.Refusal e) {
      return new Unreadable("line " + e.line() + ": " + e.getMessage());
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      return new Unreadable("line " + line + ": not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      return new Unreadable(YamlComposer.reason(e));
    }
  }
}
