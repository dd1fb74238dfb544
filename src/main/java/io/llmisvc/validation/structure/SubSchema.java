package io.llmisvc.validation.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.keyword.RefValidator;
import com.networknt.schema.path.NodePath;
import io.llmisvc.validation.structure.CustomKeyword.Site;
import io.llmisvc.validation.structure.CustomKeyword.Visit;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a member or an element. Most values are texts of which nothing else is asked, and
 * are not worth a visit; the others are shown to the keywords without a record of the way there,
 * which only annotations would need.
 */
final class SubSchema {
  private static final Predicate<JsonNode> NEVER = value -> false;

  private final Schema schema;
  private final Predicate<JsonNode> isPlain;

  /** Found at the first visit: what is referred to is built only when a spec needs it. */
  private @Nullable List<KeywordValidator> keywords;

  private SubSchema(Schema schema, Predicate<JsonNode> isPlain) {
    this.schema = schema;
    this.isPlain = isPlain;
  }

  static SubSchema of(Site site, SchemaLocation location, JsonNode schema) {
    return new SubSchema(site.schema(location, schema), plain(schema));
  }

  /** A null member says nothing, as in the merge. */
  void member(String name, JsonNode value, Visit visit) {
    if (!value.isNull() && !isPlain.test(value)) {
      check(value, visit, visit.place().append(name));
    }
  }

  void element(int index, JsonNode value, Visit visit) {
    if (!isPlain.test(value)) {
      check(value, visit, visit.place().append(index));
    }
  }

  private void check(JsonNode value, Visit visit, NodePath place) {
    List<KeywordValidator> all = keywords();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).validate(visit.run(), value, visit.root(), place);
    }
  }

  private List<KeywordValidator> keywords() {
    List<KeywordValidator> known = keywords;
    if (known == null) {
      known = List.copyOf(schema.getValidators());
      if (known.size() == 1 && known.getFirst() instanceof RefValidator reference) {
        known = List.copyOf(reference.getSchemaRef().getSchema().getValidators());
      }
      keywords = known;
    }
    return known;
  }

  /** Tells the values that fit for sure. */
  private static Predicate<JsonNode> plain(JsonNode schema) {
    String type = schema.path("type").asText();
    if (type.equals("integer") && !schema.has("enum")) {
      return within(schema.path("minimum"), schema.path("maximum"));
    }
    if (schema.size() != 1) {
      return NEVER;
    }
    return switch (type) {
      case "string" -> JsonNode::isTextual;
      case "boolean" -> JsonNode::isBoolean;
      default -> schema.has(Extensions.INT_OR_STRING) ? SubSchema::isIntOrText : NEVER;
    };
  }

  /** Bounds and enumerations are all that is ever said about a whole number. */
  private static Predicate<JsonNode> within(JsonNode least, JsonNode most) {
    long from = least.asLong(Long.MIN_VALUE);
    long to = most.asLong(Long.MAX_VALUE);
    return value -> value.isInt() && from <= value.intValue() && value.intValue() <= to;
  }

  private static boolean isIntOrText(JsonNode value) {
    return value.isInt() || value.isTextual();
  }
}
