package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.NamespacedName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Services and configs of manifests, as they would stand in a cluster once they are applied. */
public final class AppliedFiles {
  private AppliedFiles() {}

  /**
   * The services and configs of both, those of the files before those of the same names; all else
   * as the cluster has it.
   */
  public static Workspace of(Workspace cluster, Workspace files) {
    Map<NamespacedName, Document> services = byName(cluster.services());
    for (Document file : files.services()) {
      Document live = services.get(file.id());
      services.put(
          file.id(), live == null ? file : new Document(file.place(), applied(file, live)));
    }
    Map<NamespacedName, Document> own = byName(cluster.ownConfigs());
    Map<NamespacedName, ObjectNode> configs = new HashMap<>(cluster.configs());
    for (Document config : files.ownConfigs()) {
      own.put(config.id(), config);
      configs.put(config.id(), config.tree());
    }
    return new Workspace(
        List.copyOf(services.values()),
        List.copyOf(own.values()),
        cluster.live(),
        configs,
        cluster.settings(),
        cluster.cluster());
  }

  private static Map<NamespacedName, Document> byName(List<Document> documents) {
    Map<NamespacedName, Document> byName = new LinkedHashMap<>();
    documents.forEach(document -> byName.put(document.id(), document));
    return byName;
  }

  /** What only the cluster gives an object stays, and so do labels and annotations of others. */
  private static ObjectNode applied(Document file, Document live) {
    ObjectNode applied = file.tree().deepCopy();
    ObjectNode metadata = live.tree().withObjectProperty("metadata").deepCopy();
    for (var member : file.tree().path("metadata").properties()) {
      JsonNode value = member.getValue();
      if (value.isObject() && metadata.get(member.getKey()) instanceof ObjectNode known) {
        known.setAll((ObjectNode) value);
      } else {
        metadata.set(member.getKey(), value);
      }
    }
    applied.set("metadata", metadata);
    if (live.tree().has("status")) {
      applied.set("status", live.tree().get("status"));
    }
    return applied;
  }
}
