package io.llmisvc.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads schema files. {@code types} maps a name to {@code {embed: [type], fields: {jsonName:
 * text}}}, where the text is the Go name, the Go type and options: {@code always} (serialised even
 * when zero), {@code key=a,b=DEFAULT} (list keys), {@code replace} (not merged), {@code embedded}
 * (promotes its fields). {@code keys} and {@code oneOf} add to types of any file; {@code ["*"]}
 * stands for all fields of a type.
 */
final class SchemaReader {
  private static final Map<String, Type> WORDS = words();

  private final Map<String, JsonNode> definitions = new LinkedHashMap<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Map<String, JsonNode> oneOf = new LinkedHashMap<>();
  private final Map<String, StructType> types = new LinkedHashMap<>();
  private final Map<String, Members> members = new LinkedHashMap<>();

  SchemaReader(List<JsonNode> files) {
    for (JsonNode file : files) {
      file.path("types").forEachEntry(definitions::put);
      file.path("keys").forEachEntry((name, value) -> keys.put(name, value.asText()));
      file.path("oneOf").forEachEntry(oneOf::put);
    }
  }

  Schema read() {
    definitions.keySet().forEach(name -> types.put(name, new StructType(name)));
    types.forEach((name, type) -> membersOf(name).layInto(type));
    return new Schema(types);
  }

  private Members membersOf(String name) {
    Members known = members.get(name);
    if (known != null) {
      return known;
    }
    Members read = readMembers(name);
    members.put(name, read);
    return read;
  }

  private Members readMembers(String name) {
    var own = new Members();
    JsonNode definition = Objects.requireNonNull(definitions.get(name), name);
    for (JsonNode embedded : definition.path("embed")) {
      String typeName = embedded.asText();
      own.promote(membersOf(typeName));
      String goName = typeName.substring(typeName.lastIndexOf('.') + 1);
      own.byGoName.put(goName, new Field(goName, List.of(), struct(typeName), false, false, false));
    }
    definition
        .path("fields")
        .forEachEntry((jsonName, text) -> add(own, name, jsonName, text.asText()));
    own.alternatives.addAll(alternativesOf(name, own));
    return own;
  }

  private void add(Members own, String owner, String jsonName, String text) {
    List<String> words = Arrays.asList(text.split(" "));
    String key = keys.getOrDefault(owner + "." + jsonName, option(words, "key="));
    String typeWord = words.get(1);
    Field field =
        new Field(
            words.get(0),
            List.of(jsonName),
            parse(typeWord, mergeKeys(key)),
            typeWord.startsWith("*"),
            words.contains("always"),
            words.contains("replace"));
    if (words.contains("embedded")) {
      membersOf(typeWord)
          .byGoName
          .forEach((goName, member) -> own.byGoName.put(goName, member.below(jsonName)));
    }
    own.byJsonName.put(jsonName, field);
    own.byGoName.put(field.goName(), field);
  }

  private List<Set<String>> alternativesOf(String name, Members own) {
    JsonNode groups = oneOf.get(name);
    if (groups == null) {
      return List.of();
    }
    return elements(groups).stream()
        .map(group -> elements(group).stream().map(JsonNode::asText).collect(Collectors.toSet()))
        .map(group -> group.contains("*") ? own.byJsonName.keySet() : group)
        .map(Set::copyOf)
        .toList();
  }

  private Type parse(String word, List<MergeKey> mergeKeys) {
    if (word.startsWith("*")) {
      return parse(word.substring(1), mergeKeys);
    }
    if (word.startsWith("[]")) {
      return new ListType(parse(word.substring(2), List.of()), mergeKeys);
    }
    if (word.startsWith("map[string]")) {
      return new MapType(parse(word.substring("map[string]".length()), List.of()));
    }
    Type simple = WORDS.get(word);
    return simple == null ? struct(word) : simple;
  }

  private StructType struct(String name) {
    StructType type = types.get(name);
    if (type == null) {
      throw new IllegalStateException("the schema refers to an unknown type " + name);
    }
    return type;
  }

  private static List<MergeKey> mergeKeys(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(text.split(","))
        .map(key -> key.split("=", 2))
        .map(parts -> new MergeKey(parts[0], parts.length > 1 ? parts[1] : null))
        .toList();
  }

  private static String option(List<String> words, String prefix) {
    return words.stream()
        .filter(word -> word.startsWith(prefix))
        .map(word -> word.substring(prefix.length()))
        .findFirst()
        .orElse("");
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static Map<String, Type> words() {
    Map<String, Type> words =
        Arrays.stream(ScalarType.values())
            .collect(Collectors.toMap(ScalarType::word, Function.identity()));
    words.put("any", AnyType.ANY);
    return Map.copyOf(words);
  }

  /** The members of a struct while they are gathered. */
  private static final class Members {
    private final Map<String, Field> byJsonName = new LinkedHashMap<>();
    private final Map<String, Field> byGoName = new LinkedHashMap<>();
    private final List<Set<String>> alternatives = new ArrayList<>();

    void promote(Members embedded) {
      byJsonName.putAll(embedded.byJsonName);
      byGoName.putAll(embedded.byGoName);
      alternatives.addAll(embedded.alternatives);
    }

    void layInto(StructType type) {
      type.define(
          Collections.unmodifiableMap(byJsonName),
          Collections.unmodifiableMap(byGoName),
          List.copyOf(alternatives));
    }
  }
}
