package io.llmisvc.schema;

import java.util.Map;
import java.util.Set;

/**
 * All struct types by name: Kubernetes core names as they are, others with a prefix ({@code
 * gateway.}, {@code keda.}).
 */
public final class Schema {
  private final Map<String, StructType> types;

  Schema(Map<String, StructType> types) {
    this.types = Map.copyOf(types);
  }

  /**
   * @throws IllegalArgumentException for a name that no type has
   */
  public StructType type(String name) {
    StructType type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException("no type named " + name);
    }
    return type;
  }

  public Set<String> names() {
    return types.keySet();
  }
}
