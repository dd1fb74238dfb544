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
 */
record Draft(
    ObjectNode pod,
    Optional<EndpointPickerConfig> config,
    Optional<String> tokenizer,
    List<String> errors) {
  Draft {
    errors = List.copyOf(errors);
  }

  Draft withError(String error) {
    List<String> all = new ArrayList<>(errors);
    all.add(error);
    return new Draft(pod, config, tokenizer, all);
  }

  Draft with(ObjectNode other) {
    return new Draft(other, config, tokenizer, errors);
  }

  /** Takes flags out of every container's arguments and, when asked, its command. */
  Taken take(Set<String> names, Set<String> switches, boolean commands) {
    ObjectNode without = pod.deepCopy();
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
