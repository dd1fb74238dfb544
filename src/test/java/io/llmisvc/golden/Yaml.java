package io.llmisvc.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.llmisvc.model.finding.Finding;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The texts of the corpus. */
public final class Yaml {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final ObjectMapper WRITER =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
          .build();

  private Yaml() {}

  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** The documents of a stream; anchors are followed. */
  public static List<ObjectNode> documents(String text) {
    List<ObjectNode> documents = new ArrayList<>();
    for (Object document :
        new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
      if (document != null) {
        documents.add(JSON.valueToTree(document));
      }
    }
    return documents;
  }

  public static String text(JsonNode node) {
    try {
      return WRITER.writeValueAsString(node).stripTrailing() + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of findings; the empty text for none. */
  public static String findings(List<Finding> findings) {
    ArrayNode list = JSON.createArrayNode();
    for (Finding finding : findings) {
      list.addObject()
          .put("severity", finding.severity().name())
          .put("subject", finding.subject().name())
          .put("reason", finding.reason())
          .put("path", finding.path())
          .put("message", finding.message());
    }
    return list.isEmpty() ? "" : text(list);
  }
}
