package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.schema.MergeKey;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges one list by key into another. Elements that the override does not name stay as they are;
 * duplicates within the override collapse into the first of them. Order: of the heads of what the
 * override does not name and of the override, the former goes first only if it stood before the
 * latter in the base.
 */
final class KeyedList {
  private static final int ABSENT = -1;

  /** Merges an element of the override into the one of the same key. */
  @FunctionalInterface
  interface ElementMerge {
    void merge(ObjectNode base, JsonNode override, List<String> key);
  }

  private final List<MergeKey> keys;
  private final ArrayNode base;
  private final Map<List<String>, Integer> basePositions = new HashMap<>();
  private final BitSet named = new BitSet();
  private final List<JsonNode> overrides = new ArrayList<>();
  private final List<Integer> overridePositions = new ArrayList<>();

  private KeyedList(List<MergeKey> keys, ArrayNode base) {
    this.keys = keys;
    this.base = base;
    for (int i = 0; i < base.size(); i++) {
      List<String> key = ElementKey.of(keys, base.get(i));
      if (key != null) {
        basePositions.putIfAbsent(key, i);
      }
    }
  }

  /** Changes {@code base} into the merged list. */
  static void merge(List<MergeKey> keys, ArrayNode base, ArrayNode override, ElementMerge merge) {
    var list = new KeyedList(keys, base);
    list.take(override, merge);
    List<JsonNode> ordered = list.ordered();
    base.removeAll();
    base.addAll(ordered);
  }

  private void take(ArrayNode override, ElementMerge merge) {
    Map<List<String>, ObjectNode> taken = new HashMap<>();
    for (JsonNode element : override) {
      List<String> key = ElementKey.of(keys, element);
      ObjectNode earlier = key == null ? null : taken.get(key);
      if (key != null && earlier != null) {
        merge.merge(earlier, element, key);
        continue;
      }
      int position = key == null ? ABSENT : basePositions.getOrDefault(key, ABSENT);
      JsonNode result = position == ABSENT ? Trees.withoutNulls(element) : base.get(position);
      if (key != null && position != ABSENT && result instanceof ObjectNode object) {
        merge.merge(object, element, key);
      }
      if (key != null && result instanceof ObjectNode object) {
        taken.put(key, object);
      }
      add(result, position);
    }
  }

  private void add(JsonNode element, int position) {
    overrides.add(element);
    overridePositions.add(position);
    if (position != ABSENT) {
      named.set(position);
    }
  }

  private List<JsonNode> ordered() {
    List<JsonNode> ordered = new ArrayList<>(base.size() + overrides.size());
    int left = named.nextClearBit(0);
    for (int right = 0; right < overrides.size(); right++) {
      while (left < base.size() && left < overridePositions.get(right)) {
        ordered.add(base.get(left));
        left = named.nextClearBit(left + 1);
      }
      ordered.add(overrides.get(right));
    }
    while (left < base.size()) {
      ordered.add(base.get(left));
      left = named.nextClearBit(left + 1);
    }
    return ordered;
  }
}
