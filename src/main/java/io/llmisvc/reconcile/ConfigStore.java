package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.memo.LruCache;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Planner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Configs as trees: those used last are turned once per version and not once per service. */
final class ConfigStore {
  /** The shared ones, and some of those that single namespaces have. */
  private static final int AT_HAND = 256;

  /** Of the texts of all that are kept; a tree weighs some ten times its text. */
  private static final long MOST_BYTES = 1 << 20;

  private final Function<ResourceID, Optional<StoredConfig>> stored;
  private final Planner planner;
  private final LruCache<NamespacedName, Versioned> trees =
      new LruCache<>(AT_HAND, MOST_BYTES, (name, config) -> config.bytes);

  /**
   * @param bytes of the text
   * @param problem why it cannot be planned with; absent when it can
   */
  private record Versioned(String version, ObjectNode tree, int bytes, @Nullable String problem) {}

  /**
   * @param unreadable those that are beyond what readers take, and why
   */
  record Found(Map<NamespacedName, ObjectNode> trees, Map<NamespacedName, String> unreadable) {
    static final Found NOTHING = new Found(Map.of(), Map.of());
  }

  /**
   * @param stored the newest of each name
   */
  ConfigStore(Function<ResourceID, Optional<StoredConfig>> stored, Planner planner) {
    this.stored = stored;
    this.planner = planner;
  }

  /** Those of the named configs that exist. */
  Found find(Set<NamespacedName> names) {
    Found found = new Found(new HashMap<>(), new HashMap<>());
    for (NamespacedName name : names) {
      stored
          .apply(new ResourceID(name.name(), name.namespace()))
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
    Versioned known = trees.get(name);
    if (known == null || !known.version.equals(version)) {
      ObjectNode tree = config.tree();
      known = new Versioned(version, tree, config.bytes(), planner.unreadable(tree).orElse(null));
      trees.put(name, known);
    }
    return known;
  }

  /** The versions of these configs, in their order, to be compared with another time. */
  List<String> versions(List<NamespacedName> names) {
    return names.stream()
        .map(name -> stored.apply(new ResourceID(name.name(), name.namespace())))
        .map(config -> config.map(c -> c.getMetadata().getResourceVersion()).orElse(""))
        .toList();
  }
}
