package io.llmisvc.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** A JSON patch that is being written; the object that it changes stays as it is. */
final class JsonPatch {
  static final String LABELS = "/metadata/labels";
  static final String ANNOTATIONS = "/metadata/annotations";

  private final ObjectNode object;
  private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();
  private final Map<String, ObjectNode> made = new HashMap<>();

  JsonPatch(ObjectNode object) {
    this.object = object;
  }

  /** Empty when nothing changes. */
  ArrayNode operations() {
    return operations;
  }

  /**
   * Puts a member there, in place of the one that is there.
   *
   * @param parent a JSON pointer; what is missing there is made, its own parent is there
   */
  void set(String parent, String member, JsonNode value) {
    JsonNode before = object.at(parent);
    if (!before.isObject()) {
      made.computeIfAbsent(parent, this::make).set(member, value);
    } else if (!value.equals(before.get(member))) {
      add(path(parent, member), value);
    }
  }

  void remove(String parent, String member) {
    if (object.at(parent).has(member)) {
      operations.addObject().put("op", "remove").put("path", path(parent, member));
    }
  }

  private ObjectNode make(String parent) {
    ObjectNode empty = JsonNodeFactory.instance.objectNode();
    add(parent, empty);
    return empty;
  }

  private void add(String path, JsonNode value) {
    operations.addObject().put("op", "add").put("path", path).set("value", value);
  }

  private static String path(String parent, String member) {
    return parent + "/" + member.replace("~", "~0").replace("/", "~1");
  }
}
