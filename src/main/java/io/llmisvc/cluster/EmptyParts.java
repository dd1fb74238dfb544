package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps and lists that a desired object says are empty. When they were not, a server-side apply
 * leaves {@code null} in their place, not an empty one: custom resources are refused for it, and
 * {@code {}} may mean something.
 */
final class EmptyParts {
  private EmptyParts() {}

  /** Whether something that is to be empty is not empty in what is stored. */
  static boolean areFilled(JsonNode desired, @Nullable JsonNode stored) {
    if (stored == null || !desired.isContainerNode()) {
      return false;
    }
    if (desired.isEmpty()) {
      return stored.isContainerNode() && !stored.isEmpty();
    }
    return desired.isObject()
        ? desired.properties().stream()
            .anyMatch(member -> areFilled(member.getValue(), stored.get(member.getKey())))
        : desired
            .valueStream()
            .anyMatch(item -> areFilled(item, counterpart(item, desired, stored)));
  }

  /** The same without members that are empty, or hold nothing but such. */
  static JsonNode without(JsonNode desired) {
    JsonNode rest = desired.deepCopy();
    drop(rest);
    return rest;
  }

  /** Puts back into a tree what {@link #without} left out of the desired one. */
  static void putBack(JsonNode desired, JsonNode into) {
    if (desired.isObject() && into instanceof ObjectNode object) {
      for (var member : desired.properties()) {
        if (object.hasNonNull(member.getKey())) {
          putBack(member.getValue(), object.get(member.getKey()));
        } else {
          object.set(member.getKey(), member.getValue().deepCopy());
        }
      }
    }
    if (desired.isArray() && into.isArray()) {
      for (JsonNode item : desired) {
        JsonNode there = counterpart(item, desired, into);
        if (there != null) {
          putBack(item, there);
        }
      }
    }
  }

  private static void drop(JsonNode node) {
    node.forEach(EmptyParts::drop);
    if (node instanceof ObjectNode object) {
      List<String> empty =
          object.properties().stream()
              .filter(member -> member.getValue().isContainerNode() && member.getValue().isEmpty())
              .map(Map.Entry::getKey)
              .toList();
      object.remove(empty);
    }
  }

  /** The item of the same name; where items have none, the one at the same place. */
  private static @Nullable JsonNode counterpart(JsonNode item, JsonNode list, JsonNode other) {
    if (!(other instanceof ArrayNode)) {
      return null;
    }
    if (!item.hasNonNull("name")) {
      return other.get(indexOf(item, list));
    }
    return other
        .valueStream()
        .filter(candidate -> item.get("name").equals(candidate.get("name")))
        .findFirst()
        .orElse(null);
  }

  private static int indexOf(JsonNode item, JsonNode list) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) == item) {
        return i;
      }
    }
    throw new IllegalArgumentException("an item of another list");
  }
}
