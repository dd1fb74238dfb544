package io.llmisvc.conversion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.JsonReader;
import org.jspecify.annotations.Nullable;

/** Texts of annotations that hold an object; anybody may have written them. */
final class KeptText {
  private static final JsonMapper JSON =
      JsonReader.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private KeptText() {}

  /** The object; absent when the text is none, or is longer than annotations may be. */
  static @Nullable ObjectNode parse(String text) {
    if (text.length() > Annotations.MOST_BYTES) {
      return null;
    }
    try {
      JsonNode tree = JSON.readTree(text);
      return tree instanceof ObjectNode object ? object : null;
    } catch (JsonProcessingException e) {
      return null; // not what conversion writes
    }
  }
}
