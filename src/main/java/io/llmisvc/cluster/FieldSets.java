package io.llmisvc.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sets of fields in the form of {@code managedFields}: {@code f:name} is a member of a map, {@code
 * k:{…}} an item of a list by its keys; one without members of its own stands for all below it.
 */
final class FieldSets {
  private static final String FIELD = "f:";
  private static final String ITEM = "k:";
  private static final String SELF = ".";

  private static final ObjectMapper JSON = new ObjectMapper();

  private FieldSets() {}

  static void unite(ObjectNode into, JsonNode more) {
    for (var member : more.properties()) {
      if (into.get(member.getKey()) instanceof ObjectNode known) {
        unite(known, member.getValue());
      } else {
        into.set(member.getKey(), member.getValue().deepCopy());
      }
    }
  }

  /** The fields of a tree that are not in the set. */
  static ObjectNode unowned(JsonNode tree, JsonNode owned) {
    return tree.isArray() ? ofList(tree, owned) : ofMap(tree, owned, Map.of());
  }

  private static ObjectNode ofMap(JsonNode tree, JsonNode owned, Map<String, JsonNode> keys) {
    ObjectNode unowned = JsonNodeFactory.instance.objectNode();
    for (var member : tree.properties()) {
      if (!member.getValue().isNull() && !keys.containsKey(member.getKey())) {
        String field = FIELD + member.getKey();
        add(unowned, field, member.getValue(), owned.get(field));
      }
    }
    return unowned;
  }

  private static ObjectNode ofList(JsonNode list, JsonNode owned) {
    ObjectNode unowned = JsonNodeFactory.instance.objectNode();
    List<Item> known = items(owned);
    for (JsonNode item : list) {
      known.stream()
          .filter(candidate -> candidate.is(item))
          .findFirst()
          .ifPresentOrElse(
              same -> addItem(unowned, same, item), () -> addNew(unowned, known, item));
    }
    return unowned;
  }

  private static void addItem(ObjectNode unowned, Item known, JsonNode item) {
    if (!isWhole(known.fields())) {
      put(unowned, known.name(), ofMap(item, known.fields(), known.keys()));
    }
  }

  /** An item that nobody owns, named as its neighbours are. */
  private static void addNew(ObjectNode unowned, List<Item> neighbours, JsonNode item) {
    if (neighbours.isEmpty()) {
      return;
    }
    Map<String, JsonNode> keys = new TreeMap<>();
    neighbours.getFirst().keys().keySet().forEach(name -> keys.put(name, item.path(name)));
    if (keys.values().stream().allMatch(JsonNode::isValueNode)) {
      unowned.putObject(ITEM + text(keys));
    }
  }

  /**
   * An item of a list in a set.
   *
   * @param keys what tells it from the others
   */
  private record Item(String name, Map<String, JsonNode> keys, JsonNode fields) {
    boolean is(JsonNode item) {
      return keys.entrySet().stream()
          .allMatch(key -> key.getValue().equals(item.get(key.getKey())));
    }
  }

  private static List<Item> items(JsonNode owned) {
    return owned.properties().stream()
        .filter(member -> member.getKey().startsWith(ITEM))
        .map(member -> new Item(member.getKey(), keys(member.getKey()), member.getValue()))
        .toList();
  }

  private static Map<String, JsonNode> keys(String name) {
    Map<String, JsonNode> keys = new TreeMap<>();
    tree(name.substring(ITEM.length()))
        .properties()
        .forEach(key -> keys.put(key.getKey(), key.getValue()));
    return keys;
  }

  private static void add(
      ObjectNode unowned, String field, JsonNode value, @Nullable JsonNode owned) {
    if (owned == null) {
      unowned.putObject(field);
    } else if (value.isContainerNode() && !isWhole(owned)) {
      put(unowned, field, unowned(value, owned));
    }
  }

  private static void put(ObjectNode unowned, String field, ObjectNode below) {
    if (!below.isEmpty()) {
      unowned.set(field, below);
    }
  }

  /** A set says nothing of what is below: the value belongs to its owner as one. */
  private static boolean isWhole(JsonNode owned) {
    return owned.isEmpty() || (owned.size() == 1 && owned.has(SELF));
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the API server writes keys as JSON", e);
    }
  }

  private static String text(Map<String, JsonNode> keys) {
    try {
      return JSON.writeValueAsString(keys);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }
}
