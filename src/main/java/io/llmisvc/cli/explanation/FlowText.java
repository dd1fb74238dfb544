package io.llmisvc.cli.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.llmisvc.tree.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Values as YAML in one line; of those that are too long, the beginning. */
final class FlowText {
  /** Texts that no reader of YAML takes for anything else, but for words and numbers. */
  private static final Pattern PLAIN =
      Pattern.compile("-{0,2}[A-Za-z/][A-Za-z0-9_./:@+=-]*[A-Za-z0-9/]|-?[A-Za-z]");

  /** Of a text that is cut so much is left at least. */
  private static final int SHORT = 12;

  private static final String MORE = ", … 9 more";

  private FlowText() {}

  static String of(JsonNode value) {
    return of(value, Integer.MAX_VALUE);
  }

  /**
   * @param room characters that may be taken; a little more where nothing can be said in so few
   */
  static String of(JsonNode value, int room) {
    if (value.isEmpty()) {
      String text = scalar(value);
      return text.length() <= Math.max(SHORT, room)
          ? text
          : text.substring(0, Math.max(SHORT, room - 1)) + "…";
    }
    return value.isArray()
        ? "[" + members(value.valueStream().toList(), FlowText::of, room - 2) + "]"
        : "{" + members(List.copyOf(value.properties()), FlowText::member, room - 2) + "}";
  }

  private static String member(Map.Entry<String, JsonNode> member, int room) {
    String name = key(member.getKey()) + ": ";
    return name + of(member.getValue(), room - name.length());
  }

  static String key(String name) {
    return quoted(name);
  }

  private static String scalar(JsonNode value) {
    return value.isTextual() ? quoted(value.textValue()) : value.toString();
  }

  /** JSON's quotes are YAML's, too. */
  private static String quoted(String text) {
    TextNode node = TextNode.valueOf(text);
    boolean isPlain = PLAIN.matcher(text).matches() && Yaml.text(node).strip().equals(text);
    return isPlain ? text : node.toString();
  }

  /** As many as there is room for; the first in any case, be it without its own end. */
  private static <T> String members(List<T> members, BiFunction<T, Integer, String> of, int room) {
    List<String> told = new ArrayList<>();
    int left = room;
    for (T member : members) {
      int rest = told.size() + 1 == members.size() ? 0 : MORE.length();
      String text = of.apply(member, told.isEmpty() ? left - rest : Integer.MAX_VALUE);
      if (!told.isEmpty() && text.length() > left - rest) {
        told.add("… " + (members.size() - told.size()) + " more");
        break;
      }
      told.add(text);
      left -= text.length() + 2;
    }
    return String.join(", ", told);
  }
}
