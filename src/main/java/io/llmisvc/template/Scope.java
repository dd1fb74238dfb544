package io.llmisvc.template;

import io.llmisvc.template.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that can be seen; to find one takes the same time however many there are. */
final class Scope {
  /** In the order of declaration. */
  private final List<String> names = new ArrayList<>();

  /** The values of the variables of a name, outermost first. */
  private final Map<String, Deque<Value>> values = new HashMap<>();

  Scope(Value root) {
    declare("$", root);
  }

  int mark() {
    return names.size();
  }

  void leave(int mark) {
    while (names.size() > mark) {
      String name = names.removeLast();
      Deque<Value> ofName = values.get(name);
      if (ofName != null) {
        ofName.removeLast();
      }
    }
  }

  void declare(String name, Value value) {
    names.add(name);
    values.computeIfAbsent(name, key -> new ArrayDeque<>(1)).addLast(value);
  }

  /** The value of the innermost variable of that name, or null when there is none. */
  @Nullable Value get(String name) {
    Deque<Value> ofName = values.get(name);
    return ofName == null ? null : ofName.peekLast();
  }

  /** Gives a new value to the innermost variable of that name, if there is one. */
  boolean assign(String name, Value value) {
    Deque<Value> ofName = values.get(name);
    if (ofName == null || ofName.pollLast() == null) {
      return false;
    }
    ofName.addLast(value);
    return true;
  }
}
