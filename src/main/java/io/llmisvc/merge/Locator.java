package io.llmisvc.merge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.schema.AnyType;
import io.llmisvc.schema.Field;
import io.llmisvc.schema.ListType;
import io.llmisvc.schema.MapType;
import io.llmisvc.schema.ScalarType;
import io.llmisvc.schema.StructType;
import io.llmisvc.schema.Type;
import java.util.List;

/** Follows a JSON pointer down a typed tree. */
final class Locator {
  private Locator() {}

  static Path locate(Type root, JsonNode tree, JsonPointer pointer) {
    Type type = root;
    JsonNode here = tree;
    Path path = Path.ROOT;
    for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
      JsonNode next =
          here.isArray()
              ? here.path(rest.getMatchingIndex())
              : here.path(rest.getMatchingProperty());
      path =
          here.isArray()
              ? element(type, next, path, rest.getMatchingIndex())
              : path.field(rest.getMatchingProperty());
      type = below(type, rest.getMatchingProperty());
      here = next;
    }
    return path;
  }

  private static Path element(Type type, JsonNode element, Path list, int index) {
    if (type instanceof ListType keyed && !keyed.isAtomic()) {
      List<String> key = ElementKey.of(keyed.keys(), element);
      if (key != null) {
        return new Path.Element(list, keyed.keys(), key);
      }
    }
    return list.index(index);
  }

  private static Type below(Type type, String name) {
    return switch (type) {
      case StructType struct -> {
        Field field = struct.field(name);
        yield field == null ? AnyType.ANY : field.type();
      }
      case MapType map -> map.value();
      case ListType list -> list.element();
      case AnyType any -> any;
      case ScalarType scalar -> scalar;
    };
  }
}
