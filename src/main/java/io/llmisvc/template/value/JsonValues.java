package io.llmisvc.template.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.llmisvc.schema.AnyType;
import io.llmisvc.schema.Field;
import io.llmisvc.schema.ListType;
import io.llmisvc.schema.MapType;
import io.llmisvc.schema.ScalarType;
import io.llmisvc.schema.StructType;
import io.llmisvc.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON trees seen as Go values. Nothing is copied: the views read the tree when a template asks, so
 * the tree must not change meanwhile. JSON of another kind than its type says is seen as what it
 * is.
 */
public final class JsonValues {
  private JsonValues() {}

  /** The value of the given Go type; absent and null are its zero value. */
  public static Value of(@Nullable JsonNode json, Type type) {
    JsonNode node = json == null ? NullNode.getInstance() : json;
    return switch (type) {
      case ScalarType scalar -> node.isNull() ? zero(scalar) : scalar(node, scalar);
      case StructType struct when node.isNull() || node.isObject() -> new Struct(node, struct);
      case ListType list when node.isNull() || node.isArray() -> new Sequence(node, list.element());
      case MapType map when node.isNull() || node.isObject() -> new Dictionary(node, map.value());
      case AnyType any -> untyped(node);
      case StructType mismatched -> untyped(node);
      case ListType mismatched -> untyped(node);
      case MapType mismatched -> untyped(node);
    };
  }

  /** The view of a JSON object as a struct; promoted fields are its own. */
  public static Value.Struct struct(JsonNode json, StructType type) {
    return new Struct(json, type);
  }

  /** The value of a field, behind a pointer when Go has one there. */
  private static Value of(JsonNode owner, Field field) {
    JsonNode node = field.in(owner);
    if (!field.pointer()) {
      return of(node, field.type());
    }
    boolean absent = node == null || node.isNull();
    return new Value.Pointer(absent ? null : of(node, field.type()), nameOf(field.type()));
  }

  private static Value zero(ScalarType type) {
    return switch (type) {
      case STRING, QUANTITY, TIME, BYTES -> Value.of("");
      case BOOL -> Value.of(false);
      case INT32, INT64, INT_OR_STRING -> new Value.Int(0, nameOf(type));
      case FLOAT64 -> new Value.Real(0);
    };
  }

  private static Value scalar(JsonNode node, ScalarType type) {
    return switch (type) {
      case INT32, INT64, INT_OR_STRING -> integer(node, type);
      case FLOAT64 -> node.isNumber() ? new Value.Real(node.doubleValue()) : untyped(node);
      case STRING, QUANTITY, TIME, BYTES ->
          node.isValueNode() ? Value.of(node.asText()) : untyped(node);
      case BOOL -> untyped(node);
    };
  }

  private static Value integer(JsonNode node, ScalarType type) {
    return node.isIntegralNumber() && node.canConvertToLong()
        ? new Value.Int(node.longValue(), nameOf(type))
        : untyped(node);
  }

  private static Value untyped(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> Value.of(node.textValue());
      case BOOLEAN -> Value.of(node.booleanValue());
      case NUMBER -> number(node);
      case ARRAY -> new Sequence(node, AnyType.ANY);
      case OBJECT -> new Dictionary(node, AnyType.ANY);
      case BINARY, POJO -> Value.of(node.asText());
      case NULL, MISSING -> Value.Nil.NIL;
    };
  }

  private static Value number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong()
        ? new Value.Int(node.longValue(), "int64")
        : new Value.Real(node.doubleValue());
  }

  private static String nameOf(Type type) {
    return switch (type) {
      case StructType struct -> struct.name();
      case ListType list -> "[]" + nameOf(list.element());
      case MapType map -> "map[string]" + nameOf(map.value());
      case AnyType any -> "interface {}";
      case ScalarType scalar ->
          switch (scalar) {
            case STRING, TIME, QUANTITY, BYTES -> "string";
            case BOOL -> "bool";
            case INT32, INT_OR_STRING -> "int32";
            case INT64 -> "int64";
            case FLOAT64 -> "float64";
          };
    };
  }

  private record Sequence(JsonNode node, Type element) implements Value.Sequence {
    @Override
    public String typeName() {
      return "[]" + nameOf(element);
    }

    @Override
    public int size() {
      return node.size();
    }

    @Override
    public Value get(int index) {
      return of(node.get(index), element);
    }

    @Override
    public boolean isNil() {
      return node.isNull();
    }
  }

  private record Dictionary(JsonNode node, Type element) implements Value.Dictionary {
    @Override
    public String typeName() {
      return "map[string]" + nameOf(element);
    }

    @Override
    public List<String> sortedKeys() {
      List<String> keys = new ArrayList<>(node.size());
      for (Map.Entry<String, JsonNode> property : node.properties()) {
        keys.add(property.getKey());
      }
      keys.sort(Values.TEXT_ORDER);
      return keys;
    }

    @Override
    public @Nullable Value get(String key) {
      JsonNode entry = node.get(key);
      return entry == null ? null : of(entry, element);
    }

    @Override
    public Value zero() {
      return of(null, element);
    }

    @Override
    public int size() {
      return node.size();
    }

    @Override
    public boolean isNil() {
      return node.isNull();
    }
  }

  private record Struct(JsonNode node, StructType type) implements Value.Struct {
    @Override
    public String typeName() {
      return type.name();
    }

    @Override
    public @Nullable Value field(String name) {
      Field field = type.fieldByGoName(name);
      return field == null ? null : of(node, field);
    }

    @Override
    public List<String> fieldNames() {
      return type.fields().stream().map(Field::goName).toList();
    }
  }
}
