package io.llmisvc.desired.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a pod template are not as they should be. What a desired template leaves to
 * others or to defaults is no change, but for items of its lists that are there and not wanted.
 */
final class TemplateChanges {
  private static final List<String> ITEM_KEYS = List.of("mountPath", "name", "containerPort");

  private final List<String> changes = new ArrayList<>();

  private TemplateChanges() {}

  static List<String> between(JsonNode desired, JsonNode live) {
    TemplateChanges found = new TemplateChanges();
    found.compare("", desired, live);
    return found.changes;
  }

  private void compare(String path, JsonNode desired, JsonNode live) {
    if (desired.isObject() && live.isObject()) {
      members(path, desired, live);
    } else if (desired.isArray() && live.isArray() && isKeyed(desired) && isKeyed(live)) {
      items(path, desired, live);
    } else if (!isSame(desired, live)) {
      changes.add(path);
    }
  }

  private void members(String path, JsonNode desired, JsonNode live) {
    for (var member : desired.properties()) {
      String below = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
      compare(below, member.getValue(), live.path(member.getKey()));
    }
    if (path.endsWith("labels")) {
      live.fieldNames()
          .forEachRemaining(
              name -> {
                if (!desired.has(name)) {
                  changes.add(path + "." + name);
                }
              });
    }
  }

  private void items(String path, JsonNode desired, JsonNode live) {
    Set<String> names = new TreeSet<>();
    desired.forEach(item -> names.add(key(item)));
    live.forEach(item -> names.add(key(item)));
    for (String name : names) {
      JsonNode wanted = find(desired, name);
      JsonNode there = find(live, name);
      if (wanted == null || there == null) {
        changes.add(path + "[" + name + "]");
      } else {
        compare(path + "[" + name + "]", wanted, there);
      }
    }
    if (desired.size() == live.size() && !keys(desired).equals(keys(live))) {
      changes.add(path + " (order)");
    }
  }

  private static boolean isKeyed(JsonNode list) {
    List<String> keys = keys(list);
    return !keys.contains("") && new TreeSet<>(keys).size() == keys.size();
  }

  private static List<String> keys(JsonNode list) {
    return list.valueStream().map(TemplateChanges::key).toList();
  }

  /** What tells an item from the others; empty when nothing does. */
  private static String key(JsonNode item) {
    return ITEM_KEYS.stream()
        .map(key -> item.path(key).asText())
        .filter(k -> !k.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static @Nullable JsonNode find(JsonNode list, String key) {
    return list.valueStream().filter(item -> key(item).equals(key)).findFirst().orElse(null);
  }

  private static boolean isSame(JsonNode desired, JsonNode live) {
    if (live.isMissingNode() || live.isNull()) {
      return isNothing(desired);
    }
    return desired.isValueNode()
        ? live.isValueNode()
            && (desired.asText().equals(live.asText()) || isSameQuantity(desired, live))
        : desired.equals(live) || (isNothing(desired) && isNothing(live));
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode()
        || node.isNull()
        || (node.isContainerNode()
            ? node.isEmpty()
            : node.asText().isEmpty()
                || node.asText().equals("false")
                || node.asText().equals("0"));
  }

  private static boolean isSameQuantity(JsonNode one, JsonNode other) {
    try {
      return Character.isDigit(one.asText("x").charAt(0))
          && new Quantity(one.asText())
                  .getNumericalAmount()
                  .compareTo(new Quantity(other.asText()).getNumericalAmount())
              == 0;
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      return false; // not quantities: plain texts, and different ones
    }
  }
}
