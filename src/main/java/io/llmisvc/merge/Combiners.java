package io.llmisvc.merge;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * List combiners by path, walked down along with the trees, so that nothing is looked up off their
 * paths.
 */
final class Combiners {
  private final Map<String, Combiners> children = new HashMap<>();
  private @Nullable ListCombiner combiner;

  static Combiners of(Map<String, ListCombiner> byPath) {
    var root = new Combiners();
    byPath.forEach(root::add);
    return root;
  }

  private void add(String path, ListCombiner listCombiner) {
    Combiners here = this;
    for (String name : path.split("\\.")) {
      here = here.children.computeIfAbsent(name, unused -> new Combiners());
    }
    here.combiner = listCombiner;
  }

  @Nullable Combiners below(String name) {
    return children.get(name);
  }

  @Nullable ListCombiner here() {
    return combiner;
  }
}
