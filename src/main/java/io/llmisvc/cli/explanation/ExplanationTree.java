package io.llmisvc.cli.explanation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.ChildExplanation.Cause;
import io.llmisvc.model.ChildExplanation.ChildValue;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Explanation.Source;
import io.llmisvc.tree.FieldSteps;
import java.util.List;

/** Explanations for tools: lists with an entry per service or child. */
public final class ExplanationTree {
  private ExplanationTree() {}

  public static ArrayNode of(List<ExplainedService> services) {
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

  /** Children instead of services: each value with what it changes with. */
  public static ArrayNode ofChildren(List<ExplainedChild> children) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (ExplainedChild child : children) {
      ObjectNode entry = list.addObject();
      entry
          .put("namespace", child.service().namespace())
          .put("name", child.service().name())
          .putObject("child")
          .put("kind", child.child().key().kind().kind())
          .put("name", child.child().key().name());
      ArrayNode values = entry.putArray("values");
      child.values().forEach(value -> values.add(value(value)));
    }
    return list;
  }

  private static ObjectNode value(ChildValue child) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("path", FieldSteps.text(child.steps())).set("value", child.value());
    ArrayNode causes = value.putArray("causes");
    for (Cause cause : child.causes()) {
      ObjectNode item = causes.addObject().put("path", FieldSteps.text(cause.steps()));
      item.put("copy", cause.isCopy()).set("source", source(cause.source()));
    }
    return value;
  }

  /** What one layer says in each service. */
  public static ArrayNode ofLayer(List<LayerShare> shares) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (LayerShare share : shares) {
      ObjectNode entry = list.addObject();
      entry.put("namespace", share.service().namespace()).put("name", share.service().name());
      entry.set("source", source(share.layer()));
      ArrayNode values = entry.putArray("values");
      share.items().forEach(item -> values.add(value(item)));
    }
    return list;
  }

  private static ObjectNode value(LayerShare.Item item) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("path", FieldSteps.text(item.steps())).set("value", item.value());
    value.put("inEffect", item.isInEffect());
    Explanation.Entry winner = item.winner();
    if (winner != null) {
      ObjectNode by = value.putObject("beatenBy").put("path", winner.path());
      by.set("value", winner.value());
      by.set("source", source(winner.source()));
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
