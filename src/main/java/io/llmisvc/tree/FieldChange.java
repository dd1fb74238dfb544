package io.llmisvc.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One value that two trees do not share.
 *
 * @param path members joined by dots, elements of lists by their name where each has one of its
 *     own, else by their index
 * @param before missing where the value is new
 * @param after missing where the value is gone
 */
public record FieldChange(String path, JsonNode before, JsonNode after) {
  private static final String KEY = "name";

  /** All of them, in the order of the first tree and then of what only the second has. */
  public static List<FieldChange> between(JsonNode before, JsonNode after) {
    List<FieldChange> changes = new ArrayList<>();
    compare("", before, after, changes);
    return changes;
  }

  private static void compare(
      String path, JsonNode before, JsonNode after, List<FieldChange> changes) {
    if (before.isObject() && after.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(member(path, name), before.path(name), after.path(name), changes);
      }
    } else if (isNamed(before) && isNamed(after)) {
      Set<String> names = new LinkedHashSet<>(names(before));
      names.addAll(names(after));
      for (String name : names) {
        compare(path + "[" + name + "]", find(before, name), find(after, name), changes);
      }
    } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(path + "[" + i + "]", before.path(i), after.path(i), changes);
      }
    } else if (!before.equals(after)) {
      changes.add(new FieldChange(path, before, after));
    }
  }

  private static String member(String path, String name) {
    String step = name.indexOf('.') < 0 ? name : "[" + name + "]";
    return path.isEmpty() || !step.equals(name) ? path + step : path + "." + step;
  }

  private static boolean isNamed(JsonNode list) {
    List<String> names = names(list);
    return list.isArray()
        && !list.isEmpty()
        && !names.contains("")
        && new LinkedHashSet<>(names).size() == names.size();
  }

  private static List<String> names(JsonNode list) {
    return list.valueStream().map(element -> element.path(KEY).asText()).toList();
  }

  private static JsonNode find(JsonNode list, String name) {
    return list.valueStream()
        .filter(element -> element.path(KEY).asText().equals(name))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }
}
