package io.llmisvc.cli.explanation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cli.output.Json;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Explanation.Source;
import io.llmisvc.tree.Yaml;
import java.util.List;

/** An explanation for tools: a list with an entry per service. */
public final class ExplanationTree {
  private ExplanationTree() {}

  public static String json(List<ExplainedService> services) {
    return Json.text(tree(services));
  }

  public static String yaml(List<ExplainedService> services) {
    return Yaml.text(tree(services));
  }

  private static ArrayNode tree(List<ExplainedService> services) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (ExplainedService service : services) {
      ObjectNode entry = list.addObject();
      entry.put("namespace", service.id().namespace()).put("name", service.id().name());
      if (service.accelerators() > 0) {
        entry.put("accelerators", service.accelerators());
      }
      ArrayNode values = entry.putArray("values");
      service.entries().forEach(value -> values.add(value(value)));
    }
    return list;
  }

  private static ObjectNode value(Explanation.Entry entry) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("path", entry.path()).set("value", entry.value());
    value.set("source", source(entry.source()));
    ArrayNode beaten = value.putArray("beaten");
    for (Explanation.Beaten lower : entry.beaten()) {
      ObjectNode item = beaten.addObject();
      item.set("value", lower.value());
      item.set("source", source(lower.source()));
    }
    return value;
  }

  private static ObjectNode source(Source source) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("layer", layer(source.layer()));
    if (!source.namespace().isEmpty()) {
      tree.put("namespace", source.namespace());
    }
    return tree.put("name", source.name());
  }

  private static String layer(Explanation.Layer layer) {
    return switch (layer) {
      case PRESET -> "preset";
      case BASE_REF -> "baseRef";
      case SERVICE -> "service";
      case OPERATOR -> "operator";
    };
  }
}
