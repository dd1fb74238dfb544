package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the objects that matter, each under a name of its own, with the default namespace filled
 * in.
 */
final class ObjectCheck {
  private final String defaultNamespace;
  private final Problems problems;
  private final Map<Identity, Place> seen = new LinkedHashMap<>();

  ObjectCheck(String defaultNamespace, Problems problems) {
    this.defaultNamespace = defaultNamespace;
    this.problems = problems;
  }

  private record Identity(String group, String kind, String namespace, String name) {}

  List<Document> check(List<Document> objects) {
    List<Document> kept = new ArrayList<>();
    for (Document object : objects) {
      Optional<String> refusal = KnownKinds.refusal(object);
      if (refusal.isPresent()) {
        problems.add(object.place(), refusal.get());
      } else if (matters(object) && isNamed(object)) {
        place(object);
        if (isNew(object)) {
          kept.add(object);
        }
      }
    }
    return kept;
  }

  private static boolean matters(Document object) {
    return KnownKinds.isOurs(object) || KnownKinds.fact(object).isPresent();
  }

  private boolean isNamed(Document object) {
    JsonNode metadata = object.tree().path("metadata");
    if (!metadata.isObject()) {
      problems.add(object.place(), object.kind() + " needs metadata with a name");
      return false;
    }
    if (!metadata.path("name").isTextual() || metadata.path("name").textValue().isEmpty()) {
      problems.add(object.place(), object.kind() + " needs metadata.name as a text");
      return false;
    }
    JsonNode namespace = metadata.path("namespace");
    if (!namespace.isMissingNode() && !namespace.isNull() && !namespace.isTextual()) {
      problems.add(object.place(), "metadata.namespace must be a text; put it in quotes");
      return false;
    }
    return true;
  }

  private void place(Document object) {
    ObjectNode metadata = object.tree().withObjectProperty("metadata");
    boolean namespaced = KnownKinds.fact(object).map(Kind::isNamespaced).orElse(true);
    if (namespaced && metadata.path("namespace").asText("").isEmpty()) {
      metadata.put("namespace", defaultNamespace);
    }
  }

  private boolean isNew(Document object) {
    Identity identity =
        new Identity(object.group(), object.kind(), object.id().namespace(), object.id().name());
    Place first = seen.putIfAbsent(identity, object.place());
    if (first != null) {
      problems.add(
          object.place(),
          "%s %s is already defined at %s".formatted(object.kind(), object.id(), first));
    }
    return first == null;
  }
}
