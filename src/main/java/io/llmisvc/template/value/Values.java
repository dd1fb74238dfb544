package io.llmisvc.template.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collections of values that stand in memory. */
public final class Values {
  /** Go's order of strings, which is that of their UTF-8 bytes. */
  public static final Comparator<String> TEXT_ORDER = Values::compare;

  private Values() {}

  /** A slice with the given elements. */
  public static Value list(String elementType, List<Value> elements) {
    return new Elements("[]" + elementType, List.copyOf(elements));
  }

  /** A map; an absent key's value is {@code zero} when it is indexed. */
  public static Value map(String elementType, Map<String, Value> entries, Value zero) {
    return new Entries("map[string]" + elementType, Map.copyOf(entries), zero);
  }

  /** A struct with the given fields, which keep their order. */
  public static Value struct(String typeName, Map<String, Value> fields) {
    return new Fields(typeName, new LinkedHashMap<>(fields));
  }

  /**
   * A struct that embeds another one: its fields are promoted, unless {@code more} has one of the
   * same name.
   */
  public static Value embedding(Value.Struct base, Map<String, Value> more) {
    return new Embedding(base, Map.copyOf(more));
  }

  static List<String> sorted(Iterable<String> keys) {
    List<String> sorted = new ArrayList<>();
    keys.forEach(sorted::add);
    sorted.sort(TEXT_ORDER);
    return sorted;
  }

  private static int compare(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      if (left.charAt(i) != right.charAt(i)) {
        return Integer.compare(left.codePointAt(i), right.codePointAt(i));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private record Elements(String typeName, List<Value> elements) implements Value.Sequence {
    @Override
    public int size() {
      return elements.size();
    }

    @Override
    public Value get(int index) {
      return elements.get(index);
    }

    @Override
    public boolean isNil() {
      return false;
    }
  }

  private record Entries(String typeName, Map<String, Value> entries, Value zero)
      implements Value.Dictionary {
    @Override
    public List<String> sortedKeys() {
      return sorted(entries.keySet());
    }

    @Override
    public @Nullable Value get(String key) {
      return entries.get(key);
    }

    @Override
    public int size() {
      return entries.size();
    }

    @Override
    public boolean isNil() {
      return false;
    }
  }

  private record Fields(String typeName, Map<String, Value> fields) implements Value.Struct {
    @Override
    public @Nullable Value field(String name) {
      return fields.get(name);
    }

    @Override
    public List<String> fieldNames() {
      return List.copyOf(fields.keySet());
    }
  }

  private record Embedding(Value.Struct base, Map<String, Value> more) implements Value.Struct {
    @Override
    public String typeName() {
      return base.typeName();
    }

    @Override
    public @Nullable Value field(String name) {
      Value own = more.get(name);
      return own == null ? base.field(name) : own;
    }

    @Override
    public List<String> fieldNames() {
      List<String> names = new ArrayList<>(base.fieldNames());
      names.addAll(sorted(more.keySet()));
      return names;
    }
  }
}
