package io.llmisvc.template.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of the variables in scope, of which {@code $} always is one. */
final class Variables {
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> times = new HashMap<>();

  Variables() {
    declare("$");
  }

  void declare(String name) {
    names.add(name);
    times.merge(name, 1, Integer::sum);
  }

  boolean knows(String name) {
    return times.containsKey(name);
  }

  int mark() {
    return names.size();
  }

  void leave(int mark) {
    while (names.size() > mark) {
      times.computeIfPresent(names.removeLast(), (name, count) -> count == 1 ? null : count - 1);
    }
  }
}
