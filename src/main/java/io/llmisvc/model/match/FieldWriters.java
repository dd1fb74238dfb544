package io.llmisvc.model.match;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Who set a field last, by the API server's own books. */
public final class FieldWriters {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> newestFirst;

  /**
   * @param managedFields of a live object
   */
  public FieldWriters(JsonNode managedFields) {
    newestFirst =
        StreamSupport.stream(managedFields.spliterator(), false)
            .sorted(Comparator.comparing((JsonNode e) -> e.path("time").asText()).reversed())
            .toList();
  }

  /**
   * The manager other than ours that has the field. Where we have it, although it is not as we set
   * it, a webhook has changed our own request; where nobody has it, nothing is known.
   */
  public String opponent(String ours, Deviation deviation) {
    List<JsonNode> holders = newestFirst.stream().filter(e -> holds(e, deviation)).toList();
    return holders.stream()
        .map(entry -> entry.path("manager").asText())
        .filter(manager -> !manager.equals(ours))
        .findFirst()
        .orElse(holders.isEmpty() ? "somebody" : "a mutating webhook");
  }

  /** Whoever has the field, the last first. */
  public Optional<Writer> last(Deviation deviation) {
    return newestFirst.stream()
        .filter(entry -> holds(entry, deviation))
        .findFirst()
        .map(
            entry ->
                new Writer(
                    entry.path("manager").asText(),
                    entry.path("operation").asText(),
                    entry.path("time").asText()));
  }

  /**
   * Who wrote a field.
   *
   * @param manager the program, by its own word
   * @param operation {@code Apply} or {@code Update}
   * @param time in RFC 3339
   */
  public record Writer(String manager, String operation, String time) {}

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
