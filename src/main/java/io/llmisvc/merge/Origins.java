package io.llmisvc.merge;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The origin of every leaf of a merged tree, in the order of the tree. */
public final class Origins {
  private final Map<String, Origin> byPath;

  Origins(List<Origin> origins) {
    byPath = LinkedHashMap.newLinkedHashMap(origins.size());
    origins.forEach(origin -> byPath.put(origin.path().toString(), origin));
  }

  public Collection<Origin> all() {
    return Collections.unmodifiableCollection(byPath.values());
  }

  /** The origin of the leaf at this path, in its text form. */
  public @Nullable Origin at(String path) {
    return byPath.get(path);
  }

  /** The origin of the leaf at this path, or of the list or value around it. */
  public @Nullable Origin covering(Path path) {
    for (Path here = path; here != null; here = here.parent()) {
      Origin origin = byPath.get(here.toString());
      if (origin != null) {
        return origin;
      }
    }
    return null;
  }
}
