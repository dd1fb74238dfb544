package io.llmisvc.validation.structure;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.llmisvc.model.finding.FieldError;
import io.llmisvc.model.finding.SchemaViolation;
import java.util.Map;
import java.util.stream.Collectors;

/** Says an error of the library in our words. */
final class Message {
  private static final Map<String, String> TYPES =
      Map.of(
          "object", "an object",
          "array", "a list",
          "string", "a text",
          "integer", "a whole number",
          "number", "a number",
          "boolean", "true or false");

  private Message() {}

  static SchemaViolation of(Error error) {
    return new SchemaViolation(
        pointer(error.getInstanceLocation()),
        text(error),
        error.getKeyword().equals("required") ? FieldError.REQUIRED : FieldError.INVALID);
  }

  private static String text(Error error) {
    JsonNode value = error.getInstanceNode();
    JsonNode bound = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required" -> "is required";
      case "type" -> wrong(value, TYPES.getOrDefault(bound.asText(), bound.asText()));
      case Extensions.INT_OR_STRING -> wrong(value, "a whole number or a text");
      case "enum" -> "must be %s, not %s".formatted(alternatives(bound), ValueText.shown(value));
      case "minimum" -> "must be %s or more, not %s".formatted(bound.asText(), value.asText());
      case "maximum" -> "must be %s or less, not %s".formatted(bound.asText(), value.asText());
      case "minLength" -> "must have at least " + ValueText.count(bound, "character");
      case "maxLength" ->
          "must have at most %s, not %d"
              .formatted(ValueText.count(bound, "character"), length(value));
      case "minItems" -> "must have at least " + ValueText.count(bound, "element");
      case "maxItems" ->
          "must have at most %s, not %d".formatted(ValueText.count(bound, "element"), value.size());
      case "pattern" ->
          "%s is not %s".formatted(ValueText.shown(value), Grammar.name(bound.asText()));
      case Extensions.LIST_TYPE ->
          "%s is taken by element %s; make them differ, or remove one"
              .formatted(error.getArguments());
      default -> "does not fit: " + error.getKeyword() + " " + bound;
    };
  }

  private static String wrong(JsonNode value, String wanted) {
    boolean isShort = value.isValueNode() && !value.isNull();
    return (isShort ? ValueText.shown(value) + " is not " : "is not ")
        + wanted
        + "; correct the value";
  }

  private static String alternatives(JsonNode values) {
    String all = values.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    int last = all.lastIndexOf(", ");
    return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
  }

  private static int length(JsonNode text) {
    return text.textValue().codePointCount(0, text.textValue().length());
  }

  private static JsonPointer pointer(NodePath place) {
    if (place.getParent() == null) {
      return JsonPointer.empty();
    }
    JsonPointer parent = pointer(place.getParent());
    return switch (place.getElement(-1)) {
      case Integer index -> parent.appendIndex(index);
      case Object name -> parent.appendProperty(name.toString());
    };
  }
}
