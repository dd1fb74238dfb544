package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.model.NamespacedName;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Configs as trees, turned once per version and not once per service. */
final class ConfigStore {
  private final Cache<StoredConfig> cache;
  private final Map<NamespacedName, Versioned> trees = new ConcurrentHashMap<>();

  private record Versioned(String version, ObjectNode tree) {}

  ConfigStore(Cache<StoredConfig> cache) {
    this.cache = cache;
  }

  /** Those of the named configs that exist. */
  Map<NamespacedName, ObjectNode> find(Set<NamespacedName> names) {
    Map<NamespacedName, ObjectNode> found = new HashMap<>();
    for (NamespacedName name : names) {
      cache
          .get(new ResourceID(name.name(), name.namespace()))
          .ifPresentOrElse(config -> found.put(name, tree(name, config)), () -> trees.remove(name));
    }
    return found;
  }

  private ObjectNode tree(NamespacedName name, StoredConfig config) {
    String version = config.getMetadata().getResourceVersion();
    return trees.compute(
            name,
            (key, known) ->
                known != null && known.version.equals(version)
                    ? known
                    : new Versioned(version, config.tree()))
        .tree;
  }
}
