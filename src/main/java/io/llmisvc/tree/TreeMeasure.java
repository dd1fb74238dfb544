package io.llmisvc.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.llmisvc.tree.ReadLimits.Excess;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** One way through a tree of any depth, looking for what {@link ReadLimits} does not allow. */
final class TreeMeasure {
  private static final int LONGEST_PATH = 200;
  private static final int MOST_BITS =
      (int) (ReadLimits.NUMBER_LENGTH * Math.log(10) / Math.log(2));

  /** The containers that are open, outermost first. */
  private final List<Level> open = new ArrayList<>();

  Optional<Excess> excess(JsonNode tree) {
    Optional<Excess> found = enter(tree);
    while (found.isEmpty() && !open.isEmpty()) {
      Level innermost = open.getLast();
      if (!innermost.hasNext()) {
        open.removeLast();
        continue;
      }
      JsonNode value = innermost.next();
      found = innermost.isKeyTooLong() ? Optional.of(longKey()) : enter(value);
    }
    return found;
  }

  private Optional<Excess> enter(JsonNode value) {
    if (value.isContainerNode()) {
      open.add(Level.of(value));
      return open.size() > ReadLimits.DEPTH
          ? Optional.of(found("nests deeper than " + ReadLimits.DEPTH + " levels"))
          : Optional.empty();
    }
    return value.isBigInteger() && value.bigIntegerValue().bitLength() > MOST_BITS
        ? Optional.of(found("has more than " + ReadLimits.NUMBER_LENGTH + " digits"))
        : Optional.empty();
  }

  private Excess longKey() {
    return found("is a key of more than " + ReadLimits.KEY_LENGTH + " characters");
  }

  private Excess found(String message) {
    StringBuilder path = new StringBuilder();
    for (Level level : open) {
      level.appendTo(path);
      if (path.length() > LONGEST_PATH) {
        return new Excess(path.substring(0, LONGEST_PATH) + "...", message);
      }
    }
    return new Excess(path.toString(), message);
  }

  /** A container, and how far it has been looked through. */
  private static final class Level {
    private final boolean isList;
    private final Iterator<String> names;
    private final Iterator<JsonNode> values;
    private String name = "";
    private int index = -1;

    private Level(boolean isList, Iterator<String> names, Iterator<JsonNode> values) {
      this.isList = isList;
      this.names = names;
      this.values = values;
    }

    static Level of(JsonNode container) {
      return new Level(
          container instanceof ArrayNode, container.fieldNames(), container.elements());
    }

    boolean hasNext() {
      return values.hasNext();
    }

    JsonNode next() {
      index++;
      name = names.hasNext() ? names.next() : "";
      return values.next();
    }

    boolean isKeyTooLong() {
      return name.length() > ReadLimits.KEY_LENGTH;
    }

    void appendTo(StringBuilder path) {
      if (index < 0) {
        return;
      }
      if (isList) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(name);
      }
    }
  }
}
