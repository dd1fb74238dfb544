package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.JsonNode;

/** Kinds of JSON values in words. */
final class Shapes {
  private Shapes() {}

  static String name(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT, POJO -> "an object";
      case STRING, BINARY -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "nothing";
    };
  }
}
