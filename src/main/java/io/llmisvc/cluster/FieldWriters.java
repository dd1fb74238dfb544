package io.llmisvc.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** Who set a field last, by the API server's own books. */
final class FieldWriters {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> newestFirst;

  /**
   * @param managedFields of a live object
   */
  FieldWriters(JsonNode managedFields) {
    newestFirst =
        StreamSupport.stream(managedFields.spliterator(), false)
            .sorted(Comparator.comparing((JsonNode e) -> e.path("time").asText()).reversed())
            .toList();
  }

  /**
   * The manager other than ours that has the field. Where we have it, although it is not as we set
   * it, a webhook has changed our own request; where nobody has it, nothing is known.
   */
  String opponent(String ours, Deviation deviation) {
    List<JsonNode> holders = newestFirst.stream().filter(e -> holds(e, deviation)).toList();
    return holders.stream()
        .map(entry -> entry.path("manager").asText())
        .filter(manager -> !manager.equals(ours))
        .findFirst()
        .orElse(holders.isEmpty() ? "somebody" : "a mutating webhook");
  }

  private static boolean holds(JsonNode entry, Deviation deviation) {
    JsonNode fields = entry.path("fieldsV1");
    for (Deviation.Step step : deviation.path()) {
      fields = child(fields, step);
      if (fields.isMissingNode()) {
        return false;
      }
      if (fields.isEmpty()) {
        return true; // all below goes with it
      }
    }
    return true;
  }

  private static JsonNode child(JsonNode fields, Deviation.Step step) {
    return switch (step) {
      case Deviation.Field field -> fields.path("f:" + field.name());
      case Deviation.Item item -> item(fields, item.desired());
    };
  }

  private static JsonNode item(JsonNode fields, JsonNode desired) {
    for (var member : fields.properties()) {
      if (isKeyOf(member.getKey(), desired)) {
        return member.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  private static boolean isKeyOf(String text, JsonNode desired) {
    if (!text.startsWith("k:") && !text.startsWith("v:")) {
      return false;
    }
    try {
      JsonNode key = JSON.readTree(text.substring(2));
      return key.isObject()
          ? key.properties().stream()
              .allMatch(
                  part ->
                      !desired.has(part.getKey())
                          || same(part.getValue(), desired.get(part.getKey())))
          : key.equals(desired);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return one.asText().equals(other.asText());
  }
}
