package io.llmisvc.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds values from the description that the oracle recorded of Go's. */
final class RecordedValues {
  private RecordedValues() {}

  static Value of(JsonNode recorded) {
    JsonNode value = recorded.path("value");
    return switch (recorded.get("kind").asText()) {
      case "nil" -> Value.Nil.NIL;
      case "bool" -> Value.of(value.booleanValue());
      case "int" -> new Value.Int(value.longValue(), recorded.get("type").asText());
      case "float" -> new Value.Real(value.doubleValue());
      case "string" -> Value.of(value.textValue());
      case "pointer" -> pointer(recorded);
      case "list" -> list(recorded);
      case "map" -> map(recorded);
      case "struct" -> struct(recorded);
      default -> throw new IllegalArgumentException("unknown kind in " + recorded);
    };
  }

  private static Value pointer(JsonNode recorded) {
    JsonNode target = recorded.get("target");
    return new Value.Pointer(target == null ? null : of(target), recorded.get("element").asText());
  }

  private static Value list(JsonNode recorded) {
    List<Value> elements = new ArrayList<>();
    recorded.get("elements").forEach(element -> elements.add(of(element)));
    return new RecordedList(
        recorded.get("type").asText(), elements, recorded.get("nil").booleanValue());
  }

  private static Value map(JsonNode recorded) {
    Map<String, Value> entries = new LinkedHashMap<>();
    recorded
        .get("entries")
        .properties()
        .forEach(entry -> entries.put(entry.getKey(), of(entry.getValue())));
    return new RecordedMap(
        recorded.get("type").asText(),
        entries,
        of(recorded.get("zero")),
        recorded.get("nil").booleanValue());
  }

  private static Value struct(JsonNode recorded) {
    return new RecordedStruct(
        recorded.get("type").asText(),
        fields(recorded.get("fields")),
        fields(recorded.get("promoted")));
  }

  private static Map<String, Value> fields(JsonNode recorded) {
    Map<String, Value> fields = new LinkedHashMap<>();
    recorded.forEach(field -> fields.put(field.get("name").asText(), of(field.get("value"))));
    return fields;
  }

  private record RecordedList(String typeName, List<Value> elements, boolean isNil)
      implements Value.Sequence {
    @Override
    public int size() {
      return elements.size();
    }

    @Override
    public Value get(int index) {
      return elements.get(index);
    }
  }

  private record RecordedMap(String typeName, Map<String, Value> entries, Value zero, boolean isNil)
      implements Value.Dictionary {
    @Override
    public List<String> sortedKeys() {
      return entries.keySet().stream().sorted(Values.TEXT_ORDER).toList();
    }

    @Override
    public @Nullable Value get(String key) {
      return entries.get(key);
    }

    @Override
    public int size() {
      return entries.size();
    }
  }

  private record RecordedStruct(
      String typeName, Map<String, Value> own, Map<String, Value> promoted)
      implements Value.Struct {
    @Override
    public @Nullable Value field(String name) {
      return own.getOrDefault(name, promoted.get(name));
    }

    @Override
    public List<String> fieldNames() {
      return List.copyOf(own.keySet());
    }
  }
}
