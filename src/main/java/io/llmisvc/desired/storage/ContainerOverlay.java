package io.llmisvc.desired.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.llmisvc.desired.Trees;
import java.util.Map;

/**
 * A container that a user wrote, laid over a generated one: objects merge by key, keyed lists by
 * their key, other lists are replaced, and the user wins.
 */
final class ContainerOverlay {
  private static final Map<String, String> LIST_KEYS =
      Map.of(
          "env", "name",
          "volumeMounts", "mountPath",
          "volumeDevices", "devicePath",
          "ports", "containerPort");
  private static final String VALUE = "value";
  private static final String VALUE_FROM = "valueFrom";

  private ContainerOverlay() {}

  static Container of(Container generated, Container user) {
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
      items.forEach(item -> mergeItem(list, listKey, item));
      return list;
    }
    if (present instanceof ObjectNode object && over instanceof ObjectNode user) {
      merge(object, user);
      return object;
    }
    return over;
  }

  private static void mergeItem(ArrayNode list, String key, JsonNode item) {
    for (JsonNode present : list) {
      if (present instanceof ObjectNode base && base.path(key).equals(item.path(key))) {
        merge(base, (ObjectNode) item);
        keepOneSource(base, item);
        return;
      }
    }
    list.add(item);
  }

  private static void keepOneSource(ObjectNode variable, JsonNode user) {
    if (variable.has(VALUE) && variable.has(VALUE_FROM)) {
      variable.remove(user.has(VALUE_FROM) ? VALUE : VALUE_FROM);
    }
  }
}
