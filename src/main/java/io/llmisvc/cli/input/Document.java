package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.NamespacedName;

/** An object and where it was read. */
public record Document(Place place, ObjectNode tree) {

  String apiVersion() {
    return tree.path("apiVersion").asText();
  }

  String kind() {
    return tree.path("kind").asText();
  }

  String group() {
    int slash = apiVersion().indexOf('/');
    return slash < 0 ? "" : apiVersion().substring(0, slash);
  }

  public NamespacedName id() {
    return new NamespacedName(
        tree.path("metadata").path("namespace").asText(),
        tree.path("metadata").path("name").asText());
  }
}
