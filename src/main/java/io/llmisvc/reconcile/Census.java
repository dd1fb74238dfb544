package io.llmisvc.reconcile;

import io.llmisvc.metrics.Meters.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many there are with each combination of labels; one that nobody has takes no room. For one
 * thread at a time.
 */
final class Census {
  private final Map<List<String>, Group> groups = new HashMap<>();

  /** All with the same labels; whoever is counted refers to it, and to no labels of its own. */
  static final class Group {
    private final List<String> labels;
    private int size;

    private Group(List<String> labels) {
      this.labels = labels;
    }

    List<String> labels() {
      return labels;
    }
  }

  /** Counts one more. */
  Group enter(List<String> labels) {
    Group group = groups.computeIfAbsent(labels, Group::new);
    group.size++;
    return group;
  }

  /** Counts one less. */
  void leave(Group group) {
    group.size--;
    if (group.size == 0) {
      groups.remove(group.labels);
    }
  }

  /** The numbers as they are now. */
  Stream<Sample> samples() {
    return groups.values().stream()
        .map(group -> new Sample(group.size, group.labels))
        .toList()
        .stream();
  }
}
