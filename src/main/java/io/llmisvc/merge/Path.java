package io.llmisvc.merge;

import io.llmisvc.schema.MergeKey;
import io.llmisvc.tree.FieldSteps;
import java.util.ArrayList;
import java.util.List;
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

  /** How it is told from its siblings; empty for the tree itself. */
  String step();

  /** The steps that lead here from the tree. */
  default List<String> steps() {
    List<String> steps = new ArrayList<>();
    for (Path here = this; here.parent() != null; here = here.parent()) {
      steps.addFirst(here.step());
    }
    return steps;
  }

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
    public String step() {
      return "";
    }

    @Override
    public String toString() {
      return "";
    }
  }

  /** A member of an object. */
  record Field(Path parent, String name) implements Path {
    @Override
    public String step() {
      return FieldSteps.field(name);
    }

    @Override
    public String toString() {
      String before = parent.toString();
      String step = step();
      return before.isEmpty() || step.startsWith("[") ? before + step : before + "." + step;
    }
  }

  /** An element of a list that is merged by key. */
  record Element(Path parent, List<MergeKey> keys, List<String> values) implements Path {
    @Override
    public String step() {
      return IntStream.range(0, keys.size())
          .mapToObj(i -> keys.get(i).field() + "=" + values.get(i))
          .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public String toString() {
      return parent + step();
    }
  }

  /** An element of any other list. */
  record Index(Path parent, int index) implements Path {
    @Override
    public String step() {
      return "[" + index + "]";
    }

    @Override
    public String toString() {
      return parent + step();
    }
  }
}
