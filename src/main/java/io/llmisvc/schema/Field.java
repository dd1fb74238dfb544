package io.llmisvc.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a Go struct.
 *
 * @param goName the name in Go
 * @param path where the value stands in the JSON of the struct: one name for an ordinary field,
 *     none for a struct that is embedded inline, two for what an embedded struct with a JSON name
 *     of its own promotes ({@code .Name} of an object)
 * @param type the type without the pointer
 * @param pointer whether absence differs from zero
 * @param alwaysSerialised whether Go writes the field even when it is zero, so that a zero counts
 *     as set
 * @param replaced whether a higher layer replaces the whole value, although its type would be
 *     merged
 */
public record Field(
    String goName,
    List<String> path,
    Type type,
    boolean pointer,
    boolean alwaysSerialised,
    boolean replaced) {

  public Field {
    path = List.copyOf(path);
  }

  /**
   * The value in {@code owner}, the JSON of the struct, or null when it is absent; {@code owner}
   * itself for inline.
   */
  public @Nullable JsonNode in(JsonNode owner) {
    JsonNode value = owner;
    for (String name : path) {
      if (value == null) {
        return null;
      }
      value = value.get(name);
    }
    return value;
  }

  Field below(String name) {
    var deeper = new ArrayList<String>();
    deeper.add(name);
    deeper.addAll(path);
    return new Field(goName, deeper, type, pointer, alwaysSerialised, replaced);
  }
}
