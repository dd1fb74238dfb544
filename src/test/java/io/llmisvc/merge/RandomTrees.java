package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.schema.AnyType;
import io.llmisvc.schema.Field;
import io.llmisvc.schema.ListType;
import io.llmisvc.schema.MapType;
import io.llmisvc.schema.MergeKey;
import io.llmisvc.schema.ScalarType;
import io.llmisvc.schema.StructType;
import io.llmisvc.schema.Type;
import java.util.List;
import java.util.Random;

/**
 * Trees of a type, zeros, nulls and empty lists included; of a one-of always the alternative of the
 * least name.
 */
public final class RandomTrees {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Random random;

  public RandomTrees(long seed) {
    random = new Random(seed);
  }

  public ObjectNode struct(StructType type, int depth) {
    ObjectNode object = NODES.objectNode();
    int denominator = Math.max(2, type.fields().size() / 6);
    for (Field field : type.fields()) {
      String name = field.path().getFirst();
      if (random.nextInt(denominator) == 0 && isPreferred(type, name)) {
        object.set(name, random.nextInt(12) == 0 ? NODES.nullNode() : value(field.type(), depth));
      }
    }
    return object;
  }

  private static boolean isPreferred(StructType type, String name) {
    return type.alternatives().stream()
        .allMatch(
            group ->
                !group.contains(name) || group.stream().sorted().toList().getFirst().equals(name));
  }

  private JsonNode value(Type type, int depth) {
    return switch (type) {
      case StructType struct -> depth == 0 ? NODES.objectNode() : struct(struct, depth - 1);
      case MapType map -> map(map.value(), depth);
      case ListType list -> list.isAtomic() ? list(list.element(), depth) : keyed(list, depth);
      case AnyType any -> map(ScalarType.INT32, depth);
      case ScalarType scalar -> scalar(scalar);
    };
  }

  private ObjectNode map(Type valueType, int depth) {
    ObjectNode object = NODES.objectNode();
    for (String key : List.of("a", "b.c", "d")) {
      if (random.nextBoolean()) {
        object.set(key, value(valueType, depth - 1));
      }
    }
    return object;
  }

  private ArrayNode list(Type elementType, int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(3); i > 0; i--) {
      array.add(value(elementType, Math.max(0, depth - 1)));
    }
    return array;
  }

  private ArrayNode keyed(ListType type, int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int number : random.ints(0, 5).distinct().limit(random.nextInt(4)).toArray()) {
      ObjectNode element = struct((StructType) type.element(), Math.max(0, depth - 1));
      for (MergeKey key : type.keys()) {
        element.put(key.field(), "key" + number);
      }
      array.add(element);
    }
    return array;
  }

  private JsonNode scalar(ScalarType type) {
    int number = random.nextInt(3);
    return switch (type) {
      case BOOL -> NODES.booleanNode(number == 0);
      case INT32, INT64, FLOAT64, INT_OR_STRING -> NODES.numberNode(number);
      case STRING, BYTES, QUANTITY, TIME -> NODES.textNode(number == 0 ? "" : "text" + number);
    };
  }
}
