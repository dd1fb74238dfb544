package io.llmisvc.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parts of a pod's spec that is a tree, as it came out of the composition. */
public final class PodTrees {
  public static final String CONTAINERS = "containers";
  public static final String INIT_CONTAINERS = "initContainers";
  public static final String COMMAND = "command";
  public static final String ARGS = "args";
  public static final String ENV = "env";

  private PodTrees() {}

  /**
   * The objects of a list of a pod or a container, the caller's own; none when there is no list.
   */
  public static List<ObjectNode> items(JsonNode owner, String list) {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode item : owner.path(list)) {
      if (item instanceof ObjectNode object) {
        objects.add(object);
      }
    }
    return objects;
  }

  public static Optional<ObjectNode> container(JsonNode pod, String name) {
    return items(pod, CONTAINERS).stream().filter(item -> name(item).equals(name)).findFirst();
  }

  /** A copy that can be given other containers, and these other fields; the rest is shared. */
  public static ObjectNode withOwnContainers(ObjectNode pod) {
    ObjectNode copy = pod.objectNode().setAll(pod);
    for (String list : List.of(CONTAINERS, INIT_CONTAINERS)) {
      if (pod.get(list) instanceof ArrayNode containers) {
        ArrayNode own = copy.putArray(list);
        for (JsonNode item : containers) {
          own.add(item instanceof ObjectNode object ? object.objectNode().setAll(object) : item);
        }
      }
    }
    return copy;
  }

  /** The list of an owner, which may be added to: what else has the same list does not change. */
  static ArrayNode ownList(ObjectNode owner, String list) {
    JsonNode before = owner.path(list);
    ArrayNode own = owner.putArray(list);
    before.forEach(own::add);
    return own;
  }

  /** An object of an owner, which may be changed: what else has the same object does not. */
  static ObjectNode ownObject(ObjectNode owner, String name) {
    JsonNode before = owner.path(name);
    ObjectNode own = owner.putObject(name);
    return before instanceof ObjectNode object ? own.setAll(object) : own;
  }

  public static String name(JsonNode item) {
    return item.path("name").asText();
  }

  /** Adds to a list, but for items whose name is in it. */
  static void addMissing(ObjectNode owner, String list, List<ObjectNode> added) {
    Set<String> present = new HashSet<>();
    items(owner, list).forEach(item -> present.add(name(item)));
    List<ObjectNode> missing = added.stream().filter(item -> present.add(name(item))).toList();
    if (!missing.isEmpty()) {
      ownList(owner, list).addAll(missing);
    }
  }

  /** The words of a command line. */
  public static List<String> words(JsonNode container, String list) {
    List<String> words = new ArrayList<>();
    container.path(list).forEach(word -> words.add(word.asText()));
    return words;
  }

  /** The words of command and arguments. */
  public static List<String> commandLine(JsonNode container) {
    List<String> words = words(container, COMMAND);
    words.addAll(words(container, ARGS));
    return words;
  }

  /** Whether a flag is among words, with one dash or two, bare or with a value. */
  public static boolean hasFlag(List<String> words, String flag) {
    String name = flagName(flag);
    return words.stream()
        .filter(word -> word.startsWith("-"))
        .anyMatch(word -> flagName(word).equals(name));
  }

  /** A word without the dashes before it and the value behind it. */
  private static String flagName(String word) {
    String bare = undashed(word);
    int value = bare.indexOf('=');
    return value < 0 ? bare : bare.substring(0, value);
  }

  /** A word without the dashes, one or two, that make a flag of it. */
  public static String undashed(String word) {
    int dashes = word.startsWith("--") ? 2 : word.startsWith("-") ? 1 : 0;
    return word.substring(dashes);
  }

  public static void setWords(ObjectNode container, String list, List<String> words) {
    ArrayNode nodes = container.putArray(list);
    words.forEach(nodes::add);
  }
}
