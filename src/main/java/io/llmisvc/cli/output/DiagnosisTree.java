package io.llmisvc.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.diagnosis.Cause;
import io.llmisvc.diagnosis.ChainLink;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Locale;

/** The chain of each service for tools. */
public final class DiagnosisTree {
  private DiagnosisTree() {}

  public static String yaml(List<DiagnosedService> services) {
    return Yaml.text(tree(services));
  }

  public static String json(List<DiagnosedService> services) {
    return Json.text(tree(services));
  }

  private static ArrayNode tree(List<DiagnosedService> services) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (DiagnosedService service : services) {
      ObjectNode entry = list.addObject();
      entry
          .put("namespace", service.id().namespace())
          .put("name", service.id().name())
          .put("ready", service.isReady());
      service.diagnosis().blocking().ifPresent(link -> put(entry, link));
      ArrayNode chain = entry.putArray("chain");
      service.diagnosis().links().forEach(link -> chain.add(tree(link)));
      ArrayNode warnings = entry.putArray("warnings");
      service.warnings().forEach(warning -> warnings.add(warning.text()));
    }
    return list;
  }

  private static void put(ObjectNode entry, ChainLink link) {
    Cause cause = link.cause();
    entry.put("cause", cause == null ? "" : name(cause));
    entry.put("message", link.message());
    entry.put("detail", link.detail());
    entry.put("since", link.since());
    entry.put("remedy", cause == null ? "" : cause.remedy());
  }

  private static ObjectNode tree(ChainLink link) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("part", link.what());
    tree.put("state", link.state().name().toLowerCase(Locale.ROOT));
    tree.put("message", link.message());
    return tree;
  }

  /** In the form of Kubernetes' reasons. */
  private static String name(Cause cause) {
    StringBuilder name = new StringBuilder();
    for (String word : cause.name().split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }
}
