package io.llmisvc.cli.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The documents of a stream of JSON objects. */
final class JsonText {
  private static final JsonMapper MAPPER =
      JsonReader.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Text text;
  private final Problems problems;

  JsonText(Text text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    int number = 1;
    try (JsonParser parser = MAPPER.createParser(text.content())) {
      for (; parser.nextToken() != null; number++) {
        Place place = place(number, parser.currentTokenLocation().getLineNr());
        JsonNode tree = parser.readValueAsTree();
        if (tree instanceof ObjectNode object) {
          documents.add(new Document(place, object));
        } else {
          problems.add(place, "must be a Kubernetes object, not " + Shapes.name(tree));
        }
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      problems.add(place(number, line), JsonReader.reason(e));
    } catch (IOException e) {
      problems.add(text.name(), "cannot be read: " + e.getMessage());
    }
    return documents;
  }

  private Place place(int document, int line) {
    return new Place(text.name(), document, line);
  }
}
