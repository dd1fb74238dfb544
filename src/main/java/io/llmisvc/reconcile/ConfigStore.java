package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.plan.Planner;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Configs as trees, turned once per version and not once per service. */
final class ConfigStore {
  private final Cache<StoredConfig> cache;
  private final Planner planner;
  private final Map<NamespacedName, Versioned> trees = new ConcurrentHashMap<>();

  /**
   * @param problem why it cannot be planned with; absent when it can
   */
  private record Versioned(String version, ObjectNode tree, @Nullable String problem) {}

  /**
   * @param unreadable those that are beyond what readers take, and why
   */
  record Found(Map<NamespacedName, ObjectNode> trees, Map<NamespacedName, String> unreadable) {}

  ConfigStore(Cache<StoredConfig> cache, Planner planner) {
    this.cache = cache;
    this.planner = planner;
  }

  /** Those of the named configs that exist. */
  Found find(Set<NamespacedName> names) {
    Found found = new Found(new HashMap<>(), new HashMap<>());
    for (NamespacedName name : names) {
      cache
          .get(new ResourceID(name.name(), name.namespace()))
          .ifPresentOrElse(config -> add(found, name, config), () -> trees.remove(name));
    }
    return found;
  }

  private void add(Found found, NamespacedName name, StoredConfig config) {
    Versioned versioned = read(name, config);
    if (versioned.problem == null) {
      found.trees.put(name, versioned.tree);
    } else {
      found.unreadable.put(name, versioned.problem);
    }
  }

  private Versioned read(NamespacedName name, StoredConfig config) {
    String version = config.getMetadata().getResourceVersion();
    return trees.compute(
        name,
        (key, known) -> {
          if (known != null && known.version.equals(version)) {
            return known;
          }
          ObjectNode tree = config.tree();
          return new Versioned(version, tree, planner.unreadable(tree).orElse(null));
        });
  }
}
