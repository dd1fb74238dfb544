package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.PodTrees;
import io.llmisvc.tree.ObjectText;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** An EndpointPickerConfig under construction: owns its tree and changes it in place. */
final class EndpointPickerConfig {
  static final String API_VERSION = "llm-d.ai/v1alpha1";
  static final String OLD_API_VERSION = "inference.networking.x-k8s.io/v1alpha1";
  static final String KIND = "EndpointPickerConfig";

  private static final String PLUGINS = "plugins";
  static final String PROFILES = "schedulingProfiles";
  private static final String TYPE = "type";
  private static final String NAME = "name";
  private static final String PARAMETERS = "parameters";
  static final String PLUGIN_REF = "pluginRef";

  private final ObjectNode tree;

  private EndpointPickerConfig(ObjectNode tree) {
    this.tree = tree;
  }

  /** Of the group that the first pickers know. */
  static EndpointPickerConfig empty() {
    return new EndpointPickerConfig(
        JsonNodeFactory.instance.objectNode().put("apiVersion", OLD_API_VERSION).put("kind", KIND));
  }

  /** Empty unless the text is an object with a kind. */
  static Optional<EndpointPickerConfig> parse(String text) {
    return ConfigText.parse(text)
        .filter(tree -> tree.path("kind").isTextual())
        .map(EndpointPickerConfig::new);
  }

  /** Why a text cannot be parsed. */
  static String problem(String text) {
    return switch (ObjectText.read(text)) {
      case ObjectText.Readable readable -> "has no kind";
      case ObjectText.Unreadable(String reason) -> reason;
    };
  }

  /** As it is now. */
  EndpointPickerConfig copy() {
    return new EndpointPickerConfig(tree.deepCopy());
  }

  String print() {
    return ConfigText.print(tree);
  }

  ObjectNode tree() {
    return tree;
  }

  List<ObjectNode> plugins() {
    return PodTrees.items(tree, PLUGINS);
  }

  List<ObjectNode> plugins(String type) {
    return plugins().stream().filter(plugin -> type.equals(type(plugin))).toList();
  }

  boolean declares(String type) {
    return !plugins(type).isEmpty();
  }

  /** Where a declared plugin stands, for messages. */
  String place(ObjectNode plugin) {
    int index = 0;
    for (JsonNode other : tree.path(PLUGINS)) {
      if (other == plugin) {
        break;
      }
      index++;
    }
    return PLUGINS + "[" + index + "]";
  }

  ObjectNode appendPlugin(String type) {
    return tree.withArray(PLUGINS).addObject().put(TYPE, type);
  }

  /** A new plugin right before a declared one. */
  ObjectNode insertPlugin(ObjectNode before, String type) {
    ArrayNode plugins = tree.withArray(PLUGINS);
    int index = 0;
    while (plugins.get(index) != before) {
      index++;
    }
    return plugins.insertObject(index).put(TYPE, type);
  }

  void remove(ObjectNode plugin) {
    List<ObjectNode> others = plugins();
    others.removeIf(other -> other == plugin);
    tree.putArray(PLUGINS).addAll(others);
  }

  /** Makes profiles refer to another plugin; where several references become one, the first. */
  void redirect(Set<String> names, String to) {
    Trees.objects(tree.path(PROFILES))
        .forEach(
            profile -> {
              boolean isThere = false;
              var refs = profile.path(PLUGINS).elements();
              while (refs.hasNext()) {
                if (refs.next() instanceof ObjectNode ref
                    && names.contains(ref.path(PLUGIN_REF).asText())) {
                  if (isThere) {
                    refs.remove();
                  }
                  ref.put(PLUGIN_REF, to);
                  isThere = true;
                }
              }
            });
  }

  ObjectNode appendProfile(String name) {
    return tree.withArray(PROFILES).addObject().put(NAME, name);
  }

  /**
   * Renames a plugin's type together with a name equal to it and every reference to it.
   *
   * @return where something was renamed
   */
  List<String> rename(String from, String to) {
    List<String> places = new ArrayList<>();
    for (ObjectNode plugin : plugins()) {
      if (replace(plugin, TYPE, from, to) | replace(plugin, NAME, from, to)) {
        places.add(place(plugin));
      }
    }
    references(
        (place, ref) -> {
          if (replace(ref, PLUGIN_REF, from, to)) {
            places.add(place);
          }
        });
    return places;
  }

  /** Each reference of a profile to a plugin, with its place. */
  void references(BiConsumer<String, ObjectNode> each) {
    int profile = 0;
    for (JsonNode one : tree.path(PROFILES)) {
      int entry = 0;
      for (JsonNode ref : one.path(PLUGINS)) {
        if (ref instanceof ObjectNode object) {
          each.accept(PROFILES + "[" + profile + "]." + PLUGINS + "[" + entry + "]", object);
        }
        entry++;
      }
      profile++;
    }
  }

  static String type(ObjectNode plugin) {
    return plugin.path(TYPE).asText();
  }

  /** What references to this plugin say. */
  static String name(ObjectNode plugin) {
    String name = plugin.path(NAME).asText();
    return name.isEmpty() ? type(plugin) : name;
  }

  static Optional<ObjectNode> parameters(ObjectNode plugin) {
    return Optional.of(plugin.path(PARAMETERS))
        .filter(JsonNode::isObject)
        .map(ObjectNode.class::cast);
  }

  static ObjectNode withParameters(ObjectNode plugin) {
    return parameters(plugin).orElseGet(() -> plugin.putObject(PARAMETERS));
  }

  static void dropParameters(ObjectNode plugin) {
    plugin.remove(PARAMETERS);
  }

  private static boolean replace(ObjectNode node, String field, String from, String to) {
    boolean isMeant = from.equals(node.path(field).asText());
    if (isMeant) {
      node.put(field, to);
    }
    return isMeant;
  }
}
