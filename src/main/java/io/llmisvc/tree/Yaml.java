package io.llmisvc.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.composer.Composer;

/** YAML of our own: read like that of others, and printed so that everybody reads the same tree. */
public final class Yaml {
  private static final ObjectMapper BLOCKS =
      new ObjectMapper(
          settings()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
              .build());
  private static final ObjectMapper QUOTED = new ObjectMapper(settings().build());

  private Yaml() {}

  /** The only document of a text that is known to hold one object. */
  public static ObjectNode object(String text) {
    List<ObjectNode> objects = objects(text);
    if (objects.size() != 1) {
      throw new IllegalArgumentException(objects.size() + " documents instead of one");
    }
    return objects.getFirst();
  }

  /** The documents of a text that is known to hold objects; empty ones are left out. */
  public static List<ObjectNode> objects(String text) {
    List<ObjectNode> objects = new ArrayList<>();
    Composer composer = YamlComposer.of(text);
    try {
      while (composer.checkNode()) {
        JsonNode tree = YamlTree.strict(text.length()).of(composer.getNode());
        if (tree instanceof ObjectNode object) {
          objects.add(object);
        } else if (!tree.isNull()) {
          throw new IllegalArgumentException("not an object: " + tree);
        }
      }
    } catch (YamlTree.Refusal e) {
      throw new IllegalArgumentException("line " + e.line() + ": " + e.getMessage(), e);
    }
    return objects;
  }

  /** One document in block style without a marker, ending in a line break. */
  public static String text(JsonNode node) {
    return text(node, style(node).writer());
  }

  /** The same with the members of each object in the order of their names. */
  public static String sorted(JsonNode node) {
    return text(node, style(node).writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED));
  }

  private static String text(JsonNode node, ObjectWriter writer) {
    try {
      return writer.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectMapper style(JsonNode node) {
    return hasForeignBreak(node) ? QUOTED : BLOCKS;
  }

  /** A block would turn these line breaks of other alphabets into plain ones. */
  private static boolean hasForeignBreak(JsonNode node) {
    if (node.isContainerNode()) {
      return StreamSupport.stream(node.spliterator(), false).anyMatch(Yaml::hasForeignBreak);
    }
    return node.isTextual() && node.textValue().chars().anyMatch(Yaml::isForeignBreak);
  }

  private static boolean isForeignBreak(int character) {
    return character == '\u0085' || character == '\u2028' || character == '\u2029';
  }

  private static YAMLFactoryBuilder settings() {
    return YAMLFactory.builder()
        .stringQuotingChecker(new YamlQuoting())
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .disable(YAMLGenerator.Feature.SPLIT_LINES);
  }
}
