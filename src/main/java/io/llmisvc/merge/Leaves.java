package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.schema.AnyType;
import io.llmisvc.schema.Field;
import io.llmisvc.schema.ListType;
import io.llmisvc.schema.MapType;
import io.llmisvc.schema.ScalarType;
import io.llmisvc.schema.StructType;
import io.llmisvc.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Gathers the leaves of a tree, in its order. */
final class Leaves {
  private final List<Leaf> leaves = new ArrayList<>();

  private Leaves() {}

  static List<Leaf> of(StructType type, ObjectNode tree) {
    var gathered = new Leaves();
    gathered.struct(type, tree, Path.ROOT);
    return gathered.leaves;
  }

  private void struct(StructType type, ObjectNode object, Path path) {
    object.forEachEntry(
        (name, value) -> {
          Field field = type.field(name);
          Path below = path.field(name);
          if (field == null) {
            value(AnyType.ANY, value, below, any -> !any.isNull());
          } else if (field.replaced()) {
            leaves.add(new Leaf(below, value, other -> !other.isEmpty()));
          } else {
            value(field.type(), value, below, other -> Zero.countsAsSet(field, other));
          }
        });
  }

  private void value(Type type, JsonNode value, Path path, Predicate<JsonNode> isSet) {
    if (value instanceof ObjectNode object && !object.isEmpty()) {
      object(type, object, path);
    } else if (value instanceof ArrayNode list
        && type instanceof ListType keyed
        && isKeyed(keyed, list)) {
      elements(keyed, list, path);
    } else {
      leaves.add(new Leaf(path, value, isSet));
    }
  }

  private static boolean isKeyed(ListType type, ArrayNode list) {
    return !type.isAtomic()
        && !list.isEmpty()
        && list.valueStream().allMatch(element -> ElementKey.of(type.keys(), element) != null);
  }

  private void object(Type type, ObjectNode object, Path path) {
    Type below =
        switch (type) {
          case MapType map -> map.value();
          case StructType struct -> struct;
          case AnyType any -> any;
          case ListType list -> AnyType.ANY;
          case ScalarType scalar -> AnyType.ANY;
        };
    if (type instanceof StructType struct) {
      struct(struct, object, path);
      return;
    }
    object.forEachEntry(
        (name, value) -> value(below, value, path.field(name), other -> !other.isNull()));
  }

  private void elements(ListType type, ArrayNode list, Path path) {
    for (JsonNode element : list) {
      List<String> key = Objects.requireNonNull(ElementKey.of(type.keys(), element));
      Path below = new Path.Element(path, type.keys(), key);
      value(type.element(), element, below, other -> !other.isNull());
    }
  }
}
