package io.llmisvc.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A container that a user wrote, laid over a generated one: objects merge by key, keyed lists by
 * their key, other lists are replaced, and the user wins.
 */
public final class ContainerOverlay {
  private static final Map<String, String> LIST_KEYS =
      Map.of(
          "env", "name",
          "volumeMounts", "mountPath",
          "volumeDevices", "devicePath",
          "ports", "containerPort");
  private static final String VALUE = "value";
  private static final String VALUE_FROM = "valueFrom";

  private ContainerOverlay() {}

  public static Container of(Container generated, Container user) {
    ObjectNode result = Trees.of(generated);
    merge(result, Trees.of(user));
    return Trees.read(result, Container.class);
  }

  private static void merge(ObjectNode base, ObjectNode over) {
    over.properties()
        .forEach(entry -> base.set(entry.getKey(), merged(base, entry.getKey(), entry.getValue())));
  }

  private static JsonNode merged(ObjectNode base, String key, JsonNode over) {
    JsonNode present = base.path(key);
    String listKey = LIST_KEYS.get(key);
    if (present instanceof ArrayNode list && over instanceof ArrayNode items && listKey != null) {
      return mergedList(list, listKey, items);
    }
    if (present instanceof ObjectNode object && over instanceof ObjectNode user) {
      merge(object, user);
      return object;
    }
    return over;
  }

  /**
   * The user's items in their order; one of ours that they do not name goes before those of its
   * kind that it stood before, else behind all: so merges Kubernetes, and so are pods that run.
   */
  private static ArrayNode mergedList(ArrayNode ours, String key, ArrayNode items) {
    List<JsonNode> left = new ArrayList<>();
    ours.forEach(left::add);
    ArrayNode result = ours.arrayNode();
    for (JsonNode item : items) {
      int position = position(left, key, item);
      if (position < 0) {
        result.add(item);
        continue;
      }
      moveUnnamed(left.subList(0, position), key, items, result);
      result.add(mergedItem(left.remove(position(left, key, item)), item));
    }
    left.forEach(result::add);
    return result;
  }

  private static void moveUnnamed(
      List<JsonNode> before, String key, ArrayNode items, ArrayNode result) {
    List<JsonNode> unnamed = before.stream().filter(ours -> !names(items, key, ours)).toList();
    unnamed.forEach(result::add);
    before.removeAll(unnamed);
  }

  private static boolean names(ArrayNode items, String key, JsonNode ours) {
    return items.valueStream().anyMatch(item -> item.path(key).equals(ours.path(key)));
  }

  private static int position(List<JsonNode> list, String key, JsonNode item) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path(key).equals(item.path(key))) {
        return i;
      }
    }
    return -1;
  }

  private static JsonNode mergedItem(JsonNode ours, JsonNode item) {
    if (ours instanceof ObjectNode base && item instanceof ObjectNode user) {
      merge(base, user);
      keepOneSource(base, user);
    }
    return ours;
  }

  private static void keepOneSource(ObjectNode variable, JsonNode user) {
    if (variable.has(VALUE) && variable.has(VALUE_FROM)) {
      variable.remove(user.has(VALUE_FROM) ? VALUE : VALUE_FROM);
    }
  }
}
