package io.llmisvc.tree;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Trees of typed models and back, copies, and what holds for a tree of any shape. */
public final class Trees {
  private static final ObjectMapper READER = new ObjectMapper();
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .addModule(new SimpleModule().addSerializer(JsonNode.class, new Copied()))
          .build();

  private Trees() {}

  /**
   * A typed model as a tree. It holds no null, keeps empty objects such as {@code emptyDir}, and
   * spells numbers as a parser of the same text would, so that equal texts are equal trees.
   */
  public static ObjectNode of(Object model) {
    TreeWriter writer = new TreeWriter(MAPPER);
    try {
      MAPPER.writeValue(writer, model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (ObjectNode) writer.tree();
  }

  public static ArrayNode list(List<?> models) {
    ArrayNode list = MAPPER.createArrayNode();
    models.forEach(model -> list.add(of(model)));
    return list;
  }

  /** The typed model in a tree that came from a cluster or from a user; unknown fields are kept. */
  public static <T> T read(JsonNode tree, Class<T> type) {
    return READER.convertValue(tree, type);
  }

  /** A deep copy that leaves out null members: a null says nothing. */
  public static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return withoutNulls(object);
    }
    if (!(node instanceof ArrayNode array)) {
      return node;
    }
    ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
    for (JsonNode element : array) {
      copy.add(withoutNulls(element));
    }
    return copy;
  }

  public static ObjectNode withoutNulls(ObjectNode object) {
    ObjectNode copy = empty(object.size());
    object.forEachEntry(
        (name, value) -> {
          if (!value.isNull()) {
            copy.set(name, withoutNulls(value));
          }
        });
    return copy;
  }

  /** An object with room for as many members: most have one or two. */
  private static ObjectNode empty(int members) {
    return new ObjectNode(JsonNodeFactory.instance, LinkedHashMap.newLinkedHashMap(members));
  }

  /** The elements of a list that are objects; none when it is not a list. */
  public static Stream<ObjectNode> objects(JsonNode list) {
    return list.valueStream().filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  /** True for a value that says something: not missing, not null, not an empty container. */
  public static boolean says(JsonNode node) {
    return !node.isMissingNode() && !node.isNull() && !(node.isContainerNode() && node.isEmpty());
  }

  /** A copy as a parser of its text would make it, but for members that are null. */
  private static JsonNode normalised(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = empty(object.size());
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (!member.getValue().isNull()) {
          copy.set(member.getKey(), normalised(member.getValue()));
        }
      }
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
      for (JsonNode element : array) {
        copy.add(normalised(element));
      }
      return copy;
    }
    return node.isLong() && node.canConvertToInt() ? IntNode.valueOf(node.intValue()) : node;
  }

  /** What is a tree already is copied as one, and not token by token. */
  private static final class Copied extends JsonSerializer<JsonNode> {
    @Override
    public void serialize(JsonNode tree, JsonGenerator generator, SerializerProvider provider) {
      JsonNode copy = tree.isMissingNode() ? NullNode.getInstance() : normalised(tree);
      ((TreeWriter) generator).writeNode(copy);
    }
  }
}
