package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where two trees differ, for people. An empty list is as good as none. */
final class Differences {
  private final List<String> found = new ArrayList<>();

  private Differences() {}

  static List<String> between(JsonNode wanted, @Nullable JsonNode actual) {
    Differences differences = new Differences();
    differences.compare("", wanted, actual == null ? MissingNode.getInstance() : actual);
    return differences.found;
  }

  private void compare(String path, JsonNode wanted, JsonNode actual) {
    if (wanted.isObject() && actual.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      wanted.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(path + "." + name, wanted.path(name), actual.path(name)));
    } else if (wanted.isArray() && actual.isArray() && wanted.size() == actual.size()) {
      for (int i = 0; i < wanted.size(); i++) {
        compare(path + "[" + i + "]", wanted.get(i), actual.get(i));
      }
    } else if (!wanted.equals(actual) && !(isNothing(wanted) && isNothing(actual))) {
      found.add(path + ": " + actual + " instead of " + wanted);
    }
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || (node.isArray() && node.isEmpty());
  }
}
