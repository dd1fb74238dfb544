package io.llmisvc.cli.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import java.util.List;

/** Objects without what Secrets keep. */
final class SecretData {
  private static final List<String> FIELDS = List.of("data", "stringData");

  private SecretData() {}

  static JsonNode hidden(Kind kind, JsonNode object) {
    return hidden(kind, object, MissingNode.getInstance());
  }

  /**
   * Of a value that another object has otherwise, it shows that it differs.
   *
   * @param other the object beside which it is shown
   */
  static JsonNode hidden(Kind kind, JsonNode object, JsonNode other) {
    if (kind != Kind.SECRET) {
      return object;
    }
    JsonNode copy = object.deepCopy();
    for (String field : FIELDS) {
      if (copy.path(field) instanceof ObjectNode data) {
        for (var member : object.path(field).properties()) {
          JsonNode theirs = other.path(field).path(member.getKey());
          data.put(
              member.getKey(),
              theirs.isMissingNode() || theirs.equals(member.getValue())
                  ? "(hidden)"
                  : "(hidden; another)");
        }
      }
    }
    return copy;
  }
}
