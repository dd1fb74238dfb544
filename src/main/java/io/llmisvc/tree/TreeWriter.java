package io.llmisvc.tree;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.base.GeneratorBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a tree of what serializers write, with neither text nor tokens in between: members that are
 * null are left out, and a whole number is an {@code int} where it fits, as a parser has it.
 */
final class TreeWriter extends GeneratorBase {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The containers that are open, outermost first. */
  private final List<JsonNode> open = new ArrayList<>();

  private String name = "";
  private JsonNode root = MissingNode.getInstance();

  TreeWriter(ObjectCodec codec) {
    super(0, codec);
  }

  /** What was written; a missing node when nothing was. */
  JsonNode tree() {
    return root;
  }

  /** A tree as part of this one; it must not be changed any more. */
  void writeNode(JsonNode node) {
    if (open.isEmpty()) {
      root = node;
    } else if (open.getLast() instanceof ArrayNode list) {
      list.add(node);
    } else if (open.getLast() instanceof ObjectNode object && !node.isNull()) {
      object.set(name, node);
    }
  }

  private void begin(JsonNode container) {
    writeNode(container);
    open.add(container);
  }

  @Override
  public void writeStartObject() {
    begin(NODES.objectNode());
  }

  @Override
  public void writeEndObject() {
    open.removeLast();
  }

  @Override
  public void writeStartArray() {
    begin(NODES.arrayNode());
  }

  @Override
  public void writeEndArray() {
    open.removeLast();
  }

  @Override
  public void writeFieldName(String field) {
    name = field;
  }

  @Override
  public void writeFieldName(SerializableString field) {
    name = field.getValue();
  }

  @Override
  public void writeString(String text) {
    writeNode(text == null ? NODES.nullNode() : NODES.textNode(text));
  }

  @Override
  public void writeString(char[] text, int offset, int length) {
    writeString(new String(text, offset, length));
  }

  @Override
  public void writeNumber(int value) {
    writeNode(NODES.numberNode(value));
  }

  @Override
  public void writeNumber(long value) {
    writeNode((int) value == value ? NODES.numberNode((int) value) : NODES.numberNode(value));
  }

  @Override
  public void writeNumber(BigInteger value) {
    writeNode(NODES.numberNode(value));
  }

  @Override
  public void writeNumber(double value) {
    writeNode(NODES.numberNode(value));
  }

  @Override
  public void writeNumber(float value) {
    writeNode(NODES.numberNode(value));
  }

  @Override
  public void writeNumber(BigDecimal value) {
    writeNode(NODES.numberNode(value));
  }

  @Override
  public void writeNumber(String value) {
    writeNumber(new BigDecimal(value));
  }

  @Override
  public void writeBoolean(boolean value) {
    writeNode(NODES.booleanNode(value));
  }

  @Override
  public void writeNull() {
    writeNode(NODES.nullNode());
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
    writeNode(NODES.binaryNode(Arrays.copyOfRange(data, offset, offset + length)));
  }

  @Override
  public void writeRawUTF8String(byte[] text, int offset, int length) throws IOException {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeUTF8String(byte[] text, int offset, int length) throws IOException {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRaw(String text) throws IOException {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRaw(String text, int offset, int length) throws IOException {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRaw(char[] text, int offset, int length) throws IOException {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRaw(char c) throws IOException {
    _reportUnsupportedOperation();
  }

  @Override
  public void flush() {}

  @Override
  protected void _releaseBuffers() {}

  @Override
  protected void _verifyValueWrite(String what) {}
}
