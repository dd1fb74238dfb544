package io.llmisvc.plan.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other values of the same shape, which most fields that take the first take, too. Those of a
 * number are alike for nobody else, but for truths, of which there are two.
 */
final class Alteration {
  /** A number, a quantity, a duration. */
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})(\\D*)");

  private Alteration() {}

  /**
   * @param number whose alteration it is
   */
  static JsonNode of(JsonNode value, int number) {
    return switch (value.getNodeType()) {
      case NUMBER -> number(more(value.longValue(), number));
      case BOOLEAN -> BooleanNode.valueOf(!value.booleanValue());
      case STRING -> TextNode.valueOf(of(value.textValue(), number));
      case ARRAY -> {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        value.forEach(element -> list.add(of(element, number)));
        yield list;
      }
      case OBJECT -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value
            .properties()
            .forEach(member -> object.set(member.getKey(), of(member.getValue(), number)));
        yield object.isEmpty() ? object.put("x" + number, "") : object;
      }
      case BINARY, MISSING, NULL, POJO -> value;
    };
  }

  static String of(String text, int number) {
    if (isTruth(text)) {
      return Boolean.toString(text.equals("false"));
    }
    Matcher amount = AMOUNT.matcher(text);
    return amount.matches()
        ? more(Long.parseLong(amount.group(1)), number) + amount.group(2)
        : text + "x" + number;
  }

  /** Whether nothing but the field that was altered can have this value now. */
  static boolean isTelling(JsonNode altered) {
    return !altered.isBoolean() && !(altered.isTextual() && isTruth(altered.textValue()));
  }

  private static boolean isTruth(String text) {
    return text.equals("true") || text.equals("false");
  }

  /** At least twice as much: what is divided by something comes out different, too. */
  private static long more(long amount, int number) {
    return 2 * amount + number;
  }

  /** As a parser has it. */
  private static JsonNode number(long number) {
    return (int) number == number
        ? JsonNodeFactory.instance.numberNode((int) number)
        : JsonNodeFactory.instance.numberNode(number);
  }
}
