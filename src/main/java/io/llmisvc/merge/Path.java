package io.llmisvc.merge;

import io.llmisvc.schema.MergeKey;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tree. Its text is stable and names list elements by their keys, so the same path
 * means the same element in every layer: {@code
 * template.containers[name=main].env[name=HOME].value}, {@code labels["app.kubernetes.io/name"]}.
 */
public sealed interface Path {
  Path ROOT = new Root();

  @Nullable Path parent();

  default Path field(String name) {
    return new Field(this, name);
  }

  default Path index(int index) {
    return new Index(this, index);
  }

  /** The tree itself. */
  record Root() implements Path {
    @Override
    public @Nullable Path parent() {
      return null;
    }

    @Override
    public String toString() {
      return "";
    }
  }

  /** A member of an object. */
  record Field(Path parent, String name) implements Path {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$-]+");

    @Override
    public String toString() {
      String before = parent.toString();
      if (!PLAIN.matcher(name).matches()) {
        return before + "[\"" + name + "\"]";
      }
      return before.isEmpty() ? name : before + "." + name;
    }
  }

  /** An element of a list that is merged by key. */
  record Element(Path parent, List<MergeKey> keys, List<String> values) implements Path {
    @Override
    public String toString() {
      return IntStream.range(0, keys.size())
          .mapToObj(i -> keys.get(i).field() + "=" + values.get(i))
          .collect(Collectors.joining(",", parent + "[", "]"));
    }
  }

  /** An element of any other list. */
  record Index(Path parent, int index) implements Path {
    @Override
    public String toString() {
      return parent + "[" + index + "]";
    }
  }
}
