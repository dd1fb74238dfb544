package io.llmisvc.plan.origin;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A tree with some other values; it shares with the first what is as it was. */
final class AlteredTree {
  private final ObjectNode root;

  /** What is not shared. */
  private final Set<JsonNode> own = Collections.newSetFromMap(new IdentityHashMap<>());

  AlteredTree(ObjectNode tree) {
    root = JsonNodeFactory.instance.objectNode().setAll(tree);
  }

  ObjectNode root() {
    return root;
  }

  /** Sets a value, when one stands there. */
  void set(JsonPointer place, JsonNode value) {
    if (!root.at(place).isMissingNode()) {
      JsonNode holder = root;
      JsonPointer step = place;
      for (; !step.tail().matches(); step = step.tail()) {
        holder = owned(holder, step);
      }
      put(holder, step, value);
    }
  }

  private JsonNode owned(JsonNode holder, JsonPointer step) {
    JsonNode below =
        holder.isArray()
            ? holder.path(step.getMatchingIndex())
            : holder.path(step.getMatchingProperty());
    if (own.contains(below)) {
      return below;
    }
    JsonNode copy =
        below instanceof ArrayNode list
            ? JsonNodeFactory.instance.arrayNode().addAll(list)
            : JsonNodeFactory.instance.objectNode().setAll((ObjectNode) below);
    own.add(copy);
    put(holder, step, copy);
    return copy;
  }

  private static void put(JsonNode holder, JsonPointer step, JsonNode value) {
    if (holder instanceof ArrayNode list) {
      list.set(step.getMatchingIndex(), value);
    } else {
      ((ObjectNode) holder).set(step.getMatchingProperty(), value);
    }
  }
}
