package io.llmisvc.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;

/** YAML in block style, which reads back as the same tree everywhere. */
public final class Yaml {
  private static final ObjectMapper BLOCKS =
      new ObjectMapper(
          settings()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
              .build());
  private static final ObjectMapper QUOTED = new ObjectMapper(settings().build());

  private Yaml() {}

  /** One document without a marker, ending in a line break. */
  public static String text(JsonNode node) {
    try {
      return (hasForeignBreak(node) ? QUOTED : BLOCKS).writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
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
        .disable(YAMLGenerator.Feature.SPLIT_LINES)
        .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS);
  }
}
