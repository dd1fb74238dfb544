package io.llmisvc.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The steps of a path to a value: {@code image} and {@code ["a.b/c"]} into an object, {@code
 * [name=main]} and {@code [0]} into a list.
 */
public final class FieldSteps {
  private static final String QUOTE = "[\"";

  /** What tells the elements of lists in Kubernetes' objects apart, the likeliest first. */
  private static final List<String> KEYS =
      List.of("name", "mountPath", "devicePath", "containerPort", "port", "ip", "topologyKey");

  private FieldSteps() {}

  public static String field(String name) {
    return isPlain(name) ? name : QUOTE + name + "\"]";
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean isDigit = c >= '0' && c <= '9';
      if (!isLetter && !isDigit && c != '_' && c != '$' && c != '-') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  public static boolean isElement(String step) {
    return step.startsWith("[") && !step.startsWith(QUOTE);
  }

  /** The name of the member that a step into an object leads to. */
  public static String name(String step) {
    return step.startsWith(QUOTE) ? step.substring(QUOTE.length(), step.length() - 2) : step;
  }

  /** The names of the members by which a step tells an element from others; none for an index. */
  public static List<String> keys(String step) {
    if (!isElement(step) || step.indexOf('=') < 0) {
      return List.of();
    }
    return Pattern.compile(",")
        .splitAsStream(step.substring(1, step.length() - 1))
        .map(key -> key.replaceFirst("=.*", ""))
        .toList();
  }

  /** Whether a path leads to a member by which {@link #elements} may tell elements apart. */
  public static boolean isKey(List<String> steps) {
    int last = steps.size() - 1;
    return last > 0 && isElement(steps.get(last - 1)) && KEYS.contains(steps.get(last));
  }

  /** The path as one text, such as {@code spec.template.containers[name=main].image}. */
  public static String text(List<String> steps) {
    StringBuilder text = new StringBuilder();
    steps.forEach(step -> append(text, step));
    return text.toString();
  }

  /** The text of a path with one step more. */
  public static void append(StringBuilder text, String step) {
    text.append(text.isEmpty() || step.startsWith("[") ? "" : ".").append(step);
  }

  /**
   * The steps to the elements of a list whose type nobody knows: by a member that all of them have,
   * each with a value of its own, else by index.
   */
  public static List<String> elements(JsonNode list) {
    for (String key : KEYS) {
      List<String> values = list.valueStream().map(element -> element.path(key).asText()).toList();
      if (!values.contains("") && new LinkedHashSet<>(values).size() == values.size()) {
        return values.stream().map(value -> "[" + key + "=" + value + "]").toList();
      }
    }
    return IntStream.range(0, list.size()).mapToObj(i -> "[" + i + "]").toList();
  }
}
