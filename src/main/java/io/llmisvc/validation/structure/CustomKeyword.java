package io.llmisvc.validation.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import java.util.function.Function;

/** A keyword that this project reads in its own way: compiled once, checked per value. */
record CustomKeyword(String name, Function<Site, Check> compile) implements Keyword {

  /** Where the keyword stands in a schema. */
  record Site(JsonNode value, SchemaLocation location, Schema parent, SchemaContext context) {

    /** A schema inside of the keyword's value. */
    Schema schema(SchemaLocation at, JsonNode node) {
      return context.newSchema(at, node, parent);
    }

    /** The keyword's neighbour. */
    JsonNode sibling(String keyword) {
      return parent.getSchemaNode().path(keyword);
    }

    /** What a reference stands for; any other schema as it is. */
    JsonNode resolved(JsonNode schema) {
      JsonNode ref = schema.path("$ref");
      return ref.isMissingNode()
          ? schema
          : parent.findSchemaResourceRoot().getSchemaNode().at(ref.textValue().substring(1));
    }
  }

  /** Looks at one value. */
  interface Check {
    void check(JsonNode node, Visit visit);
  }

  /** One look at a value, at its place in a spec. */
  record Visit(Validator keyword, ExecutionContext run, JsonNode root, NodePath place) {
    void violation(JsonNode node, NodePath where, Object... arguments) {
      run.addError(keyword.violation(node, where, arguments));
    }
  }

  @Override
  public String getValue() {
    return name;
  }

  @Override
  public KeywordValidator newValidator(
      SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
    return new Validator(this, new Site(value, location, parent, context));
  }

  static final class Validator extends BaseKeywordValidator {
    private final Check check;

    Validator(CustomKeyword keyword, Site site) {
      super(keyword, site.value(), site.location(), site.parent(), site.context());
      check = keyword.compile().apply(site);
    }

    @Override
    public void validate(ExecutionContext run, JsonNode node, JsonNode root, NodePath place) {
      check.check(node, new Visit(this, run, root, place));
    }

    com.networknt.schema.Error violation(JsonNode node, NodePath where, Object... arguments) {
      return error().instanceNode(node).instanceLocation(where).arguments(arguments).build();
    }
  }
}
