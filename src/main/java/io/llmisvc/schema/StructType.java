package io.llmisvc.schema;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A struct with what its embedded structs promote. Types refer to each other in circles, so a
 * struct is equal only to itself, and its fields are laid in once by the reader, before anybody
 * else sees it.
 */
public final class StructType implements Type {
  private final String name;
  private Map<String, Field> byJsonName = Map.of();
  private Map<String, Field> byGoName = Map.of();
  private List<Set<String>> alternatives = List.of();

  StructType(String name) {
    this.name = name;
  }

  void define(
      Map<String, Field> byJsonName, Map<String, Field> byGoName, List<Set<String>> alternatives) {
    this.byJsonName = byJsonName;
    this.byGoName = byGoName;
    this.alternatives = alternatives;
  }

  public String name() {
    return name;
  }

  /**
   * The field that stands under this name in JSON, or null for a name that the type does not know.
   */
  public @Nullable Field field(String jsonName) {
    return byJsonName.get(jsonName);
  }

  /**
   * What Go finds under {@code .Name}: own and promoted fields, and the embedded structs
   * themselves.
   */
  public @Nullable Field fieldByGoName(String goName) {
    return byGoName.get(goName);
  }

  /** All fields in JSON, in the order of the Go type. */
  public Collection<Field> fields() {
    return byJsonName.values();
  }

  /** Groups of JSON names of which at most one may be set. */
  public List<Set<String>> alternatives() {
    return alternatives;
  }

  @Override
  public String toString() {
    return name;
  }
}
