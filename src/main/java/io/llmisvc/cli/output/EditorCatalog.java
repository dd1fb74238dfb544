package io.llmisvc.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/** Tells editors which files a schema is for, in the form of the JSON Schema Store. */
public final class EditorCatalog {
  private static final String FORM = "https://json.schemastore.org/schema-catalog.json";

  private EditorCatalog() {}

  /**
   * @param kinds that the schema describes
   * @param url where the schema is
   * @param files patterns of the files that are written by it
   */
  public static String of(Collection<String> kinds, String url, List<String> files) {
    ObjectNode catalog = JsonNodeFactory.instance.objectNode().put("$schema", FORM);
    ObjectNode schema = catalog.put("version", 1).putArray("schemas").addObject();
    String names = String.join(" and ", kinds);
    schema.put("name", names);
    schema.put("description", "%s of serving.kserve.io, for llmisvc".formatted(names));
    ArrayNode matches = schema.putArray("fileMatch");
    files.forEach(matches::add);
    schema.put("url", url);
    return Json.text(catalog);
  }
}
