package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.schema.MergeKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds what stands at a path. Looks through a keyed list once, however often it is asked: a list
 * of twenty thousand elements would otherwise be looked through for each of them. The trees must
 * not change meanwhile.
 */
final class Elements {
  private final Map<JsonNode, Map<List<String>, List<JsonNode>>> byList = new IdentityHashMap<>();

  /**
   * What stands there below {@code root}, in order: nothing when the place does not exist, more
   * than one value only when elements of a keyed list share a key.
   */
  List<JsonNode> at(Path path, JsonNode root) {
    return switch (path) {
      case Path.Root here -> List.of(root);
      case Path.Field(Path parent, String name) ->
          at(parent, root).stream().map(it -> it.get(name)).filter(Objects::nonNull).toList();
      case Path.Index(Path parent, int index) ->
          at(parent, root).stream().map(it -> it.get(index)).filter(Objects::nonNull).toList();
      case Path.Element(Path parent, List<MergeKey> keys, List<String> values) ->
          at(parent, root).stream().flatMap(list -> of(list, keys, values).stream()).toList();
    };
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
