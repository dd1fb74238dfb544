package io.llmisvc.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One YAML document as a JSON tree: anchors are followed, {@code <<} is merged, and refused is what
 * is beyond {@link ReadLimits}. One instance per document.
 */
public final class YamlTree {
  private final JsonNodeFactory nodes = JsonNodeFactory.instance;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final int mostValues;
  private final boolean takesTwins;
  private int values;

  private YamlTree(int length, boolean takesTwins) {
    mostValues = ReadLimits.values(length);
    this.takesTwins = takesTwins;
  }

  /**
   * A key that stands twice is refused.
   *
   * @param length characters of the text, which bound how many values its anchors may stand for
   */
  public static YamlTree strict(int length) {
    return new YamlTree(length, false);
  }

  /** Of a key that stands twice the later one holds. */
  public static YamlTree lenient(int length) {
    return new YamlTree(length, true);
  }

  /** What a document may not contain, and where. */
  public static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    private final int line;
    private final int column;

    Refusal(Node node, String message) {
      super(message);
      line = node.getStartMark().getLine() + 1;
      column = node.getStartMark().getColumn() + 1;
    }

    public int line() {
      return line;
    }

    public int column() {
      return column;
    }
  }

  public JsonNode of(Node node) throws Refusal {
    if (++values > mostValues) {
      throw new Refusal(node, "its anchors stand for more than " + mostValues + " values");
    }
    if (!open.add(node)) {
      throw new Refusal(node, "an anchor contains itself");
    }
    if (open.size() > ReadLimits.DEPTH && !(node instanceof ScalarNode)) {
      throw new Refusal(node, "nests deeper than " + ReadLimits.DEPTH + " levels");
    }
    JsonNode tree =
        switch (node) {
          case ScalarNode scalar -> scalar(scalar);
          case SequenceNode sequence -> list(sequence);
          case MappingNode mapping -> object(mapping);
          default -> throw new Refusal(node, "an anchor that is not defined");
        };
    open.remove(node);
    return tree;
  }

  private ArrayNode list(SequenceNode sequence) throws Refusal {
    ArrayNode list = nodes.arrayNode(sequence.getValue().size());
    for (Node element : sequence.getValue()) {
      list.add(of(element));
    }
    return list;
  }

  private ObjectNode object(MappingNode mapping) throws Refusal {
    ObjectNode object = nodes.objectNode();
    for (NodeTuple member : mapping.getValue()) {
      if (member.getKeyNode().getTag().equals(Tag.MERGE)) {
        merge(member.getValueNode(), object);
      }
    }
    Set<String> own = new HashSet<>();
    for (NodeTuple member : mapping.getValue()) {
      if (!member.getKeyNode().getTag().equals(Tag.MERGE)) {
        String key = key(member.getKeyNode());
        if (!own.add(key) && !takesTwins) {
          throw new Refusal(member.getKeyNode(), "the key " + key + " stands twice in one object");
        }
        object.set(key, of(member.getValueNode()));
      }
    }
    return object;
  }

  /** An earlier source wins over a later one. */
  private void merge(Node source, ObjectNode into) throws Refusal {
    List<Node> sources =
        source instanceof SequenceNode sequence ? sequence.getValue() : List.of(source);
    for (Node one : sources) {
      if (!(of(one) instanceof ObjectNode object)) {
        throw new Refusal(one, "<< needs an object, or a list of objects");
      }
      object.properties().forEach(member -> into.putIfAbsent(member.getKey(), member.getValue()));
    }
  }

  private static String key(Node key) throws Refusal {
    if (key instanceof ScalarNode scalar && scalar.getValue().length() > ReadLimits.KEY_LENGTH) {
      throw new Refusal(key, "a key has more than " + ReadLimits.KEY_LENGTH + " characters");
    }
    if (key instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new Refusal(key, "a key must be text");
  }

  private static JsonNode scalar(ScalarNode scalar) throws Refusal {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (text.length() > ReadLimits.OBJECT_LENGTH) {
      throw new Refusal(scalar, "a text has more than " + ReadLimits.OBJECT_LENGTH + " characters");
    }
    if (tag.equals(Tag.STR)) {
      return TextNode.valueOf(text);
    }
    if (tag.equals(Tag.NULL)) {
      return NullNode.getInstance();
    }
    if (tag.equals(Tag.BOOL)) {
      return BooleanNode.valueOf(
          Set.of("yes", "true", "on").contains(text.toLowerCase(Locale.ROOT)));
    }
    boolean isNumber = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
    if (isNumber && text.length() > ReadLimits.NUMBER_LENGTH) {
      throw new Refusal(scalar, "a number has more than " + ReadLimits.NUMBER_LENGTH + " digits");
    }
    try {
      if (tag.equals(Tag.INT)) {
        return whole(text.replace("_", ""));
      }
      if (tag.equals(Tag.FLOAT)) {
        return fraction(text);
      }
    } catch (NumberFormatException e) {
      throw new Refusal(scalar, text + " is not a number");
    }
    throw new Refusal(scalar, "the tag " + tag + " is not supported");
  }

  private static JsonNode fraction(String text) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException(text + " is beyond 64 bits");
    }
    return DoubleNode.valueOf(value);
  }

  private static JsonNode whole(String text) {
    boolean negative = text.startsWith("-");
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    BigInteger size = magnitude(digits.toLowerCase(Locale.ROOT));
    BigInteger value = negative ? size.negate() : size;
    if (value.bitLength() < Integer.SIZE) {
      return IntNode.valueOf(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? LongNode.valueOf(value.longValue())
        : BigIntegerNode.valueOf(value);
  }

  private static BigInteger magnitude(String digits) {
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    }
    if (digits.startsWith("0b")) {
      return new BigInteger(digits.substring(2), 2);
    }
    if (digits.startsWith("0o")) {
      return new BigInteger(digits.substring(2), 8);
    }
    return digits.startsWith("0") ? new BigInteger(digits, 8) : new BigInteger(digits);
  }
}
