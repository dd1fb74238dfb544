package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From texts to Kubernetes objects. */
final class Documents {
  private final Problems problems;

  Documents(Problems problems) {
    this.problems = problems;
  }

  /** The objects of all texts in order, lists taken apart. */
  List<Document> objects(List<Text> texts) {
    List<Document> objects = new ArrayList<>();
    for (Text text : texts) {
      read(text).forEach(document -> flatten(document, objects));
    }
    return objects;
  }

  /** The documents as they stand. */
  List<Document> read(Text text) {
    if (text.name().toLowerCase(Locale.ROOT).endsWith(".json")) {
      return new JsonText(text, problems).documents();
    }
    Problems asYaml = new Problems();
    List<Document> documents = new YamlText(text, asYaml).documents();
    if (!asYaml.isEmpty() && text.content().stripLeading().startsWith("{")) {
      Problems asJson = new Problems();
      List<Document> again = new JsonText(text, asJson).documents();
      if (asJson.isEmpty()) {
        return again;
      }
    }
    problems.addAll(asYaml);
    return documents;
  }

  private void flatten(Document document, List<Document> into) {
    if (!isObject(document)) {
      return;
    }
    JsonNode items = document.tree().path("items");
    if (!document.kind().endsWith("List") || !items.isArray()) {
      into.add(document);
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      Place place = document.place().item(i + 1);
      if (items.get(i) instanceof ObjectNode item) {
        flatten(new Document(place, item), into);
      } else {
        problems.add(place, "must be a Kubernetes object, not " + Shapes.name(items.get(i)));
      }
    }
  }

  private boolean isObject(Document document) {
    for (String field : List.of("apiVersion", "kind")) {
      JsonNode value = document.tree().path(field);
      if (!value.isTextual() || value.textValue().isEmpty()) {
        problems.add(
            document.place(), "is not a Kubernetes object: it needs " + field + " as a text");
        return false;
      }
    }
    return true;
  }
}
