package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.PodTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A picker's pod and its configuration while they are rewritten.
 *
 * @param config empty when the configuration is in a file; the draft owns it
 * @param tokenizer URL of the tokenizer of its own, if there is one
 * @param changes what was done to the text, one sentence each
 * @param errors why no working pod can be written
 */
record Draft(
    ObjectNode pod,
    Optional<EndpointPickerConfig> config,
    Optional<String> tokenizer,
    List<String> changes,
    List<String> errors) {
  Draft {
    changes = List.copyOf(changes);
    errors = List.copyOf(errors);
  }

  static Draft of(
      ObjectNode pod, Optional<EndpointPickerConfig> config, Optional<String> tokenizer) {
    return new Draft(pod, config, tokenizer, List.of(), List.of());
  }

  Draft withError(String error) {
    return new Draft(pod, config, tokenizer, changes, joined(errors, List.of(error)));
  }

  Draft withChanges(List<String> more) {
    return more.isEmpty() ? this : new Draft(pod, config, tokenizer, joined(changes, more), errors);
  }

  Draft withOnly(List<String> others) {
    return new Draft(pod, config, tokenizer, others, errors);
  }

  Draft with(ObjectNode other) {
    return new Draft(other, config, tokenizer, changes, errors);
  }

  private static List<String> joined(List<String> first, List<String> last) {
    List<String> all = new ArrayList<>(first);
    all.addAll(last);
    return all;
  }

  /** Takes flags out of every container's arguments and, when asked, its command. */
  Taken take(Set<String> names, Set<String> switches, boolean commands) {
    ObjectNode without = PodTrees.withOwnContainers(pod);
    Map<String, Optional<String>> values = new TreeMap<>();
    for (ObjectNode container : PodTrees.items(without, PodTrees.CONTAINERS)) {
      values.putAll(take(container, PodTrees.COMMAND, commands ? names : Set.of(), switches));
      values.putAll(take(container, PodTrees.ARGS, names, switches));
    }
    return new Taken(values.isEmpty() ? this : with(without), values);
  }

  private static Map<String, Optional<String>> take(
      ObjectNode container, String list, Set<String> names, Set<String> switches) {
    Flags flags = Flags.take(PodTrees.words(container, list), names, switches);
    if (!flags.values().isEmpty()) {
      PodTrees.setWords(container, list, flags.rest());
    }
    return flags.values();
  }

  /**
   * @param values by flag name without dashes, sorted
   */
  record Taken(Draft draft, Map<String, Optional<String>> values) {

    Optional<String> value(String flag) {
      return values.getOrDefault(flag, Optional.empty());
    }

    boolean isEmpty() {
      return values.isEmpty();
    }
  }
}
