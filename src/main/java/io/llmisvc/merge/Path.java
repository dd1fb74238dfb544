package io.llmisvc.merge;

import io.llmisvc.schema.MergeKey;
import io.llmisvc.tree.FieldSteps;
import java.util.ArrayDeque;
import java.util.List;
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
    ArrayDeque<String> steps = new ArrayDeque<>();
    for (Path here = this; here.parent() != null; here = here.parent()) {
      steps.addFirst(here.step());
    }
    return List.copyOf(steps);
  }

  /** All steps as one text. */
  default String text() {
    StringBuilder text = new StringBuilder();
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    Path parent = parent();
    if (parent != null) {
      parent.append(text);
      FieldSteps.append(text, step());
    }
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
      return text();
    }
  }

  /** An element of a list that is merged by key. */
  record Element(Path parent, List<MergeKey> keys, List<String> values) implements Path {
    @Override
    public String step() {
      StringBuilder step = new StringBuilder("[");
      for (int i = 0; i < keys.size(); i++) {
        step.append(i == 0 ? "" : ",")
            .append(keys.get(i).field())
            .append('=')
            .append(values.get(i));
      }
      return step.append(']').toString();
    }

    @Override
    public String toString() {
      return text();
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
      return text();
    }
  }
}
