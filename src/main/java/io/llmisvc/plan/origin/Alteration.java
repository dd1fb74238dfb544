package io.llmisvc.plan.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another value of the same shape, which most fields that take the first take, too. */
final class Alteration {
  /** A number, a quantity, a duration. */
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})(\\D*)");

  private Alteration() {}

  static JsonNode of(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> number(more(value.longValue()));
      case BOOLEAN -> BooleanNode.valueOf(!value.booleanValue());
      case STRING -> TextNode.valueOf(of(value.textValue()));
      case ARRAY -> {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        value.forEach(element -> list.add(of(element)));
        yield list;
      }
      case OBJECT -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(member -> object.set(member.getKey(), of(member.getValue())));
        yield object;
      }
      case BINARY, MISSING, NULL, POJO -> value;
    };
  }

  /** Twice as much: what is divided by something comes out different, too. */
  private static long more(long amount) {
    return amount == 0 ? 1 : 2 * amount;
  }

  /** As a parser has it. */
  private static JsonNode number(long number) {
    return (int) number == number
        ? JsonNodeFactory.instance.numberNode((int) number)
        : JsonNodeFactory.instance.numberNode(number);
  }

  static String of(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.toString(text.equals("false"));
    }
    Matcher amount = AMOUNT.matcher(text);
    return amount.matches()
        ? more(Long.parseLong(amount.group(1))) + amount.group(2)
        : text + "x";
  }
}
