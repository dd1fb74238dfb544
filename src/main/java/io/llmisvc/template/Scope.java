package io.llmisvc.template;

import io.llmisvc.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables that can be seen, innermost last. */
final class Scope {
  private final List<String> names = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();

  Scope(Value root) {
    declare("$", root);
  }

  int mark() {
    return names.size();
  }

  void leave(int mark) {
    while (names.size() > mark) {
      names.removeLast();
      values.removeLast();
    }
  }

  void declare(String name, Value value) {
    names.add(name);
    values.add(value);
  }

  /** The value of the innermost variable of that name, or null when there is none. */
  @Nullable Value get(String name) {
    int index = names.lastIndexOf(name);
    return index < 0 ? null : values.get(index);
  }

  /** Gives a new value to the innermost variable of that name, if there is one. */
  boolean assign(String name, Value value) {
    int index = names.lastIndexOf(name);
    if (index < 0) {
      return false;
    }
    values.set(index, value);
    return true;
  }
}
