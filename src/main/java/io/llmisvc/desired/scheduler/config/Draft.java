package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.PodTrees;
import io.llmisvc.model.finding.TextChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A picker's pod and its configuration while they are rewritten.
 *
 * @param written the configuration as it was given; empty when it is in a file
 * @param config the same while it is changed, which the draft owns
 * @param tokenizer URL of the tokenizer of its own, if there is one
 * @param changes what was done to the text
 * @param errors why no working pod can be written
 */
record Draft(
    ObjectNode pod,
    Optional<String> written,
    Optional<EndpointPickerConfig> config,
    Optional<String> tokenizer,
    List<Rewrite> changes,
    List<String> errors) {
  Draft {
    changes = List.copyOf(changes);
    errors = List.copyOf(errors);
  }

  static Draft of(ObjectNode pod, Optional<String> written, Optional<String> tokenizer) {
    return new Draft(
        pod,
        written,
        written.flatMap(EndpointPickerConfig::parse),
        tokenizer,
        List.of(),
        List.of());
  }

  Draft withError(String error) {
    return new Draft(pod, written, config, tokenizer, changes, joined(errors, List.of(error)));
  }

  Draft withChanges(List<String> more) {
    return more.isEmpty()
        ? this
        : withOnly(joined(changes, more.stream().map(Rewrite::of).toList()));
  }

  /** What a change says that it did, with a prefix, and with the text before and after. */
  Draft after(UnaryOperator<Draft> change, String prefix) {
    Draft done = change.apply(this);
    List<Rewrite> news = done.changes.subList(changes.size(), done.changes.size());
    if (news.isEmpty()) {
      return done;
    }
    TextChange text = new TextChange(text(), print(done.config.map(EndpointPickerConfig::copy)));
    return done.withOnly(
        joined(
            changes,
            news.stream().map(said -> new Rewrite(prefix + said.message(), text)).toList()));
  }

  /** As the last change left it: the configuration itself may have been changed since. */
  private Supplier<String> text() {
    return changes.isEmpty()
        ? () -> print(written.flatMap(EndpointPickerConfig::parse)).get()
        : changes.getLast().text()::after;
  }

  /**
   * @param config that does not change any more
   */
  private static Supplier<String> print(Optional<EndpointPickerConfig> config) {
    return () -> config.map(EndpointPickerConfig::print).orElse("");
  }

  private Draft withOnly(List<Rewrite> others) {
    return new Draft(pod, written, config, tokenizer, others, errors);
  }

  Draft with(ObjectNode other) {
    return new Draft(other, written, config, tokenizer, changes, errors);
  }

  private static <T> List<T> joined(List<T> first, List<T> last) {
    List<T> all = new ArrayList<>(first);
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
