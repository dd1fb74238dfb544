package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.schema.MergeKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what stands at a path. Looks through a keyed list once, however often it is asked: a list
 * of twenty thousand elements would otherwise be looked through for each of them. The trees must
 * not change meanwhile.
 */
final class Elements {
  private final Map<JsonNode, Map<List<String>, List<JsonNode>>> byList = new IdentityHashMap<>();
  private final Map<JsonNode, Map<Path, List<JsonNode>>> holders = new IdentityHashMap<>();

  /**
   * What stands there below {@code root}, in order: nothing when the place does not exist, more
   * than one value only when elements of a keyed list share a key.
   */
  List<JsonNode> at(Path path, JsonNode root) {
    Path parent = path.parent();
    if (parent == null) {
      return List.of(root);
    }
    List<JsonNode> found = new ArrayList<>(1);
    for (JsonNode holder : holders(parent, root)) {
      switch (path) {
        case Path.Root here -> {}
        case Path.Field(Path in, String name) -> add(found, holder.get(name));
        case Path.Index(Path in, int index) -> add(found, holder.get(index));
        case Path.Element(Path in, List<MergeKey> keys, List<String> values) ->
            found.addAll(of(holder, keys, values));
      }
    }
    return found;
  }

  /** Looked for once for all that is asked for below the same path. */
  private List<JsonNode> holders(Path path, JsonNode root) {
    return holders
        .computeIfAbsent(root, it -> new IdentityHashMap<>())
        .computeIfAbsent(path, it -> at(it, root));
  }

  private static void add(List<JsonNode> found, @Nullable JsonNode value) {
    if (value != null) {
      found.add(value);
    }
  }

  private List<JsonNode> of(JsonNode list, List<MergeKey> keys, List<String> values) {
    return byList.computeIfAbsent(list, it -> byKey(keys, it)).getOrDefault(values, List.of());
  }

  private static Map<List<String>, List<JsonNode>> byKey(List<MergeKey> keys, JsonNode list) {
    Map<List<String>, List<JsonNode>> byKey = new HashMap<>();
    for (JsonNode element : list) {
      List<String> key = ElementKey.of(keys, element);
      if (key != null) {
        byKey.computeIfAbsent(key, it -> new ArrayList<>(1)).add(element);
      }
    }
    return byKey;
  }
}
