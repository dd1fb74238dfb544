package io.llmisvc.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.schema.AnyType;
import io.llmisvc.schema.Field;
import io.llmisvc.schema.ListType;
import io.llmisvc.schema.MapType;
import io.llmisvc.schema.MergeKey;
import io.llmisvc.schema.ScalarType;
import io.llmisvc.schema.Schemas;
import io.llmisvc.schema.StructType;
import io.llmisvc.schema.Type;
import java.util.Map;

/**
 * Whether objects, lists and plain values stand where they belong, and whether what is told apart
 * by name has one. An API server has checked that already; a file has been checked by nobody, and
 * all that comes after relies on it.
 */
final class SpecShape {
  private static final StructType SPEC = Schemas.load().type("LLMInferenceServiceSpec");
  private static final String REASON = "InvalidRenderedConfig";

  /**
   * Without a name it is the default Gateway, which nobody has configured: the router's concern.
   */
  private static final String PARENT = "gateway.ParentReference";

  private final Findings findings;
  private final String author;
  private final boolean isWhole;

  private SpecShape(Findings findings, String author, boolean isWhole) {
    this.findings = findings;
    this.author = author;
    this.isWhole = isWhole;
  }

  /**
   * Checks one layer, which may be a fragment, and that the object that it was read from has it.
   */
  static void check(SpecLayer layer, ObjectNode object, Findings findings) {
    SpecShape shape = new SpecShape(findings, " (in " + layer.title() + ")", false);
    JsonNode stored = object.path("spec");
    boolean isAbsent = stored.isMissingNode() || stored.isNull();
    shape.value(SPEC, isAbsent || stored.isObject() ? layer.spec() : stored, "spec");
  }

  /** Checks the result of all layers. */
  static void check(ObjectNode spec, Findings findings) {
    new SpecShape(findings, "", true).value(SPEC, spec, "spec");
  }

  private void value(Type type, JsonNode node, String path) {
    switch (type) {
      case StructType struct when node.isObject() -> members(struct, node, path);
      case ListType list when node.isArray() -> elements(list, node, path);
      case MapType map when node.isObject() -> entries(map, node, path);
      case ScalarType scalar when node.isValueNode() -> {}
      case AnyType any -> {}
      case StructType struct -> misfit("an object", path);
      case ListType list -> misfit("a list", path);
      case MapType map -> misfit("an object", path);
      case ScalarType scalar -> misfit("a plain value", path);
    }
  }

  private void members(StructType type, JsonNode object, String path) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      Field field = type.field(member.getKey());
      if (field != null && !member.getValue().isNull()) {
        value(field.type(), member.getValue(), path + "." + member.getKey());
      }
    }
    Field name = type.field("name");
    if (isWhole && name != null && name.alwaysSerialised() && !type.name().equals(PARENT)) {
      required("name", object, path);
    }
  }

  private void entries(MapType type, JsonNode map, String path) {
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      if (!entry.getValue().isNull()) {
        value(type.value(), entry.getValue(), path + "[" + entry.getKey() + "]");
      }
    }
  }

  private void elements(ListType type, JsonNode list, String path) {
    for (int i = 0; i < list.size(); i++) {
      String place = path + "[" + i + "]";
      value(type.element(), list.get(i), place);
      for (MergeKey key : type.keys()) {
        if (key.defaultValue() == null && list.get(i).isObject()) {
          required(key.field(), list.get(i), place);
        }
      }
    }
  }

  private void required(String field, JsonNode object, String path) {
    if (object.path(field).asText().isEmpty()) {
      findings.error(REASON, path + "." + field, "is required" + author);
    }
  }

  private void misfit(String wanted, String path) {
    findings.error(REASON, path, "is not " + wanted + "; correct the value" + author);
  }
}
