package io.llmisvc.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Trees;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An InferencePool in the shape of its v1alpha2, as our v1alpha1 has it, and of its v1. Either
 * version may hold what an installation without conversion stored in the shape of the other.
 */
final class PoolWording {
  private static final String SELECTOR = "selector";
  private static final String MATCH_LABELS = "matchLabels";
  private static final String PORTS = "targetPorts";
  private static final String PORT = "targetPortNumber";
  private static final String GUIDES_PORT = "targetPort";
  private static final String PICKER = "endpointPickerRef";
  private static final String EXTENSION = "extensionRef";

  private static final Map<String, Predicate<JsonNode>> NAMES =
      Map.of(
          "name",
          Shape.TEXT,
          "group",
          Shape.TEXT,
          "kind",
          Shape.TEXT,
          "failureMode",
          Shape.TEXT,
          "port",
          Shape.object(Map.of("number", Shape.PORT)),
          "portNumber",
          Shape.PORT);

  static final List<Wording> ALL =
      List.of(
          Wording.translated(
              Map.of(SELECTOR, Shape.SELECTOR), PoolWording::plain, PoolWording::underMatchLabels),
          new Wording(
              Map.of(PORTS, Shape.PORTS, PORT, Shape.PORT, GUIDES_PORT, Shape.PORT),
              PoolWording::firstPort,
              PoolWording::listOfPorts,
              PoolWording::withOtherPorts),
          Wording.translated(
              Map.of(PICKER, Shape.object(NAMES), EXTENSION, Shape.object(NAMES)),
              PoolWording::extension,
              PoolWording::picker),
          Wording.onlyNewer("appProtocol", Shape.TEXT));

  private PoolWording() {}

  private static ObjectNode plain(ObjectNode said) {
    JsonNode labels = said.path(SELECTOR).path(MATCH_LABELS);
    return labels.isObject() && !labels.isEmpty() ? only(SELECTOR, labels) : said;
  }

  private static ObjectNode underMatchLabels(ObjectNode said) {
    JsonNode selector = said.path(SELECTOR);
    return selector.isEmpty() || selector.path(MATCH_LABELS).isObject()
        ? said
        : only(SELECTOR, only(MATCH_LABELS, selector));
  }

  private static ObjectNode firstPort(ObjectNode said) {
    if (!said.has(PORTS)) {
      return said;
    }
    JsonNode first = said.path(PORTS).path(0).path("number");
    return first.isInt() ? only(PORT, first) : said.deepCopy().without(List.of(PORTS));
  }

  private static ObjectNode listOfPorts(ObjectNode said) {
    JsonNode number = said.has(PORT) ? said.get(PORT) : said.get(GUIDES_PORT);
    if (number == null || Trees.says(said.path(PORTS))) {
      return said;
    }
    ArrayNode ports = JsonNodeFactory.instance.arrayNode().add(only("number", number));
    return only(PORTS, ports);
  }

  /** The port that v1alpha1 names is the first of all. */
  private static ObjectNode withOtherPorts(ObjectNode said, ObjectNode kept) {
    if (!(said.get(PORTS) instanceof ArrayNode ports)) {
      return said;
    }
    ArrayNode all = ports.deepCopy();
    kept.path(PORTS)
        .valueStream()
        .skip(1)
        .filter(port -> ports.valueStream().noneMatch(port::equals))
        .forEach(all::add);
    return only(PORTS, all);
  }

  private static ObjectNode extension(ObjectNode said) {
    if (!(said.get(PICKER) instanceof ObjectNode picker)
        || (picker.isEmpty() && said.has(EXTENSION))) {
      return said.deepCopy().without(List.of(PICKER));
    }
    ObjectNode extension = picker.deepCopy();
    JsonNode number = extension.path("port").path("number");
    extension.remove("port");
    return only(EXTENSION, number.isInt() ? extension.set("portNumber", number) : extension);
  }

  private static ObjectNode picker(ObjectNode said) {
    if (said.has(PICKER) || !(said.get(EXTENSION) instanceof ObjectNode extension)) {
      return said;
    }
    ObjectNode picker = extension.deepCopy();
    JsonNode number = picker.remove("portNumber");
    return only(
        PICKER,
        number != null && number.isInt() ? picker.set("port", only("number", number)) : picker);
  }

  private static ObjectNode only(String name, JsonNode value) {
    return JsonNodeFactory.instance.objectNode().set(name, value);
  }
}
