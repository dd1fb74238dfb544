package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What manifests say, as it would stand in a cluster once they are applied. */
public final class AppliedFiles {
  private AppliedFiles() {}

  /**
   * The objects of both, those of the files before those of the same names. The operator's
   * ConfigMap is the one of the files when they have it, as a whole.
   */
  public static Workspace of(Workspace cluster, Workspace files) {
    Map<NamespacedName, Document> services = byName(cluster.services());
    for (Document file : files.services()) {
      Document live = services.get(file.id());
      services.put(
          file.id(),
          live == null ? file : new Document(file.place(), applied(file.tree(), live.tree())));
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
        isAboutOperator(files) ? files.settings() : cluster.settings(),
        new AppliedFacts(cluster.cluster(), files.cluster().objects()));
  }

  /** Whether files hold the operator's ConfigMap, which every service may rest on. */
  public static boolean isAboutOperator(Workspace files) {
    NamespacedName map = files.settings().operatorConfigMap();
    return files
        .cluster()
        .objects()
        .containsKey(new ObjectKey(Kind.CONFIG_MAP, map.namespace(), map.name()));
  }

  private static Map<NamespacedName, Document> byName(List<Document> documents) {
    Map<NamespacedName, Document> byName = new LinkedHashMap<>();
    documents.forEach(document -> byName.put(document.id(), document));
    return byName;
  }

  /** What only the cluster gives an object stays, and so do labels and annotations of others. */
  static ObjectNode applied(ObjectNode file, ObjectNode live) {
    ObjectNode applied = file.deepCopy();
    ObjectNode metadata = live.withObjectProperty("metadata").deepCopy();
    for (var member : file.path("metadata").properties()) {
      JsonNode value = member.getValue();
      if (value.isObject() && metadata.get(member.getKey()) instanceof ObjectNode known) {
        known.setAll((ObjectNode) value);
      } else {
        metadata.set(member.getKey(), value);
      }
    }
    applied.set("metadata", metadata);
    if (live.has("status")) {
      applied.set("status", live.get("status"));
    }
    return applied;
  }
}
