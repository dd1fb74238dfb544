package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.merge.MergeNote.Kind;
import io.llmisvc.schema.AnyType;
import io.llmisvc.schema.Field;
import io.llmisvc.schema.ListType;
import io.llmisvc.schema.MapType;
import io.llmisvc.schema.ScalarType;
import io.llmisvc.schema.StructType;
import io.llmisvc.schema.Type;
import io.llmisvc.tree.Trees;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays one layer over a tree, which it changes; the layer stays as it is. */
final class Overlay {
  /** Hears what the layer beat or failed to beat. */
  @FunctionalInterface
  interface Listener {
    void hear(Kind kind, Path path);
  }

  private final Listener listener;

  Overlay(Listener listener) {
    this.listener = listener;
  }

  /** Where the merge stands: the path in the tree, and the combiners on or below it. */
  record Place(Path path, @Nullable Combiners combiners) {
    Place below(String name) {
      return new Place(path.field(name), combiners == null ? null : combiners.below(name));
    }

    Place element(ListType list, List<String> key) {
      return new Place(new Path.Element(path, list.keys(), key), null);
    }
  }

  void struct(StructType type, ObjectNode base, ObjectNode override, Place place) {
    for (Set<String> group : type.alternatives()) {
      removeBeatenAlternatives(type, group, base, override, place);
    }
    for (Map.Entry<String, JsonNode> entry : override.properties()) {
      String name = entry.getKey();
      JsonNode value = entry.getValue();
      JsonNode current = base.get(name);
      Field field = type.field(name);
      if (value.isNull()) {
        continue;
      }
      if (current == null) {
        base.set(name, Trees.withoutNulls(value));
      } else if (field == null) {
        value(AnyType.ANY, base, name, value, place);
      } else {
        field(field, base, name, value, place);
      }
    }
  }

  private void removeBeatenAlternatives(
      StructType type, Set<String> group, ObjectNode base, ObjectNode override, Place place) {
    boolean chosen = false;
    for (Map.Entry<String, JsonNode> entry : override.properties()) {
      chosen |= group.contains(entry.getKey()) && isSet(type, entry.getKey(), entry.getValue());
    }
    if (!chosen) {
      return;
    }
    for (String name : List.copyOf(base.propertyStream().map(Map.Entry::getKey).toList())) {
      if (group.contains(name) && !isSet(type, name, override.path(name))) {
        JsonNode removed = base.remove(name);
        if (isSet(type, name, removed)) {
          listener.hear(Kind.ALTERNATIVE_REMOVED, place.path().field(name));
        }
      }
    }
  }

  private static boolean isSet(StructType type, String name, JsonNode value) {
    Field field = type.field(name);
    return field != null && !value.isMissingNode() && Zero.countsAsSet(field, value);
  }

  private void field(Field field, ObjectNode base, String name, JsonNode value, Place place) {
    if (!value.isContainerNode() && !Zero.countsAsSet(field, value)) {
      if (!Zero.isZero(base.path(name))) {
        listener.hear(Kind.ZERO_IGNORED, place.path().field(name));
      }
      return;
    }
    if (field.replaced()) {
      if (!value.isEmpty()) {
        base.set(name, Trees.withoutNulls(value));
      }
      return;
    }
    value(field.type(), base, name, value, place);
  }

  private void value(Type type, ObjectNode base, String name, JsonNode value, Place place) {
    JsonNode current = base.path(name);
    if (current instanceof ObjectNode below && value instanceof ObjectNode above) {
      object(type, below, above, place.below(name));
    } else if (current instanceof ArrayNode below && value instanceof ArrayNode above) {
      list(type, base, name, new Lists(below, above), place.below(name));
    } else {
      base.set(name, Trees.withoutNulls(value));
    }
  }

  private void object(Type type, ObjectNode base, ObjectNode override, Place place) {
    switch (type) {
      case StructType struct -> struct(struct, base, override, place);
      case MapType map -> map(map.value(), base, override, place);
      case AnyType any -> map(any, base, override, place);
      case ListType list -> map(AnyType.ANY, base, override, place);
      case ScalarType scalar -> map(AnyType.ANY, base, override, place);
    }
  }

  private void map(Type valueType, ObjectNode base, ObjectNode override, Place place) {
    for (Map.Entry<String, JsonNode> entry : override.properties()) {
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        continue;
      }
      if (base.has(entry.getKey())) {
        value(valueType, base, entry.getKey(), value, place);
      } else {
        base.set(entry.getKey(), Trees.withoutNulls(value));
      }
    }
  }

  /** Two lists that meet. */
  private record Lists(ArrayNode base, ArrayNode override) {}

  private void list(Type type, ObjectNode owner, String name, Lists lists, Place place) {
    boolean untyped = !(type instanceof ListType);
    if (lists.override().isEmpty() && !untyped) {
      return;
    }
    if (type instanceof ListType keyed && !keyed.isAtomic()) {
      elements(keyed, lists, place);
      return;
    }
    ListCombiner combiner = place.combiners() == null ? null : place.combiners().here();
    if (combiner != null && !lists.base().isEmpty()) {
      owner.set(name, Trees.withoutNulls(combiner.combine(lists.base(), lists.override())));
      return;
    }
    if (!lists.base().isEmpty() && !lists.base().equals(lists.override())) {
      listener.hear(Kind.LIST_REPLACED, place.path());
    }
    owner.set(name, Trees.withoutNulls(lists.override()));
  }

  private void elements(ListType type, Lists lists, Place place) {
    KeyedList.merge(
        type.keys(),
        lists.base(),
        lists.override(),
        (base, override, key) -> {
          if (type.element() instanceof StructType struct && override instanceof ObjectNode above) {
            struct(struct, base, above, place.element(type, key));
          }
        });
  }
}
