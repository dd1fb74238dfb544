package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.TracingSpec;
import io.llmisvc.desired.ContainerFragment;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.PodTrees;
import io.llmisvc.desired.scheduler.config.Rewriting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operator adds to the arguments of the picker's container. */
final class EndpointPickerArguments {
  private static final String LEADER_ELECTION = "ha-enable-leader-election";
  private static final String POOL = "pool-name";
  private static final String TRACING = "tracing";

  private EndpointPickerArguments() {}

  /**
   * @param config the arguments that carry the configuration
   */
  static PodFragment fragment(EndpointPicker picker, List<String> config) {
    return main(picker)
        .map(main -> PodFragment.container(Rewriting.MAIN, fragment(main, picker, config)))
        .orElse(PodFragment.NOTHING);
  }

  /** Whether the pods take turns, because there are several or because they are told to. */
  static boolean electsLeader(EndpointPicker picker) {
    return picker.isReplicated() || main(picker).filter(it -> has(it, LEADER_ELECTION)).isPresent();
  }

  /** The pool that the picker is told to serve; empty when its command says nothing. */
  static Optional<String> pool(EndpointPicker picker) {
    List<String> words = new ArrayList<>();
    main(picker).ifPresent(it -> words.addAll(PodTrees.words(it, PodTrees.COMMAND)));
    main(picker).ifPresent(it -> words.addAll(PodTrees.words(it, PodTrees.ARGS)));
    Optional<String> pool = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).replaceFirst("^--?", "");
      if (word.startsWith(POOL + "=")) {
        pool = Optional.of(word.substring(POOL.length() + 1));
      } else if (word.equals(POOL) && i + 1 < words.size()) {
        pool = Optional.of(words.get(i + 1));
      }
    }
    return pool.filter(name -> !name.isEmpty());
  }

  private static Optional<ObjectNode> main(EndpointPicker picker) {
    return PodTrees.container(picker.pod(), Rewriting.MAIN);
  }

  private static ContainerFragment fragment(
      ObjectNode main, EndpointPicker picker, List<String> config) {
    List<String> added = new ArrayList<>();
    if (picker.isReplicated() && !has(main, LEADER_ELECTION)) {
      added.add("--" + LEADER_ELECTION);
    }
    added.addAll(config);
    TracingSpec tracing = picker.effective().spec().tracing();
    if (tracing != null && !has(main, TRACING)) {
      added.add("--" + TRACING + "=true");
    }
    ContainerFragment args = ContainerFragment.args(List.of(), added);
    return tracing == null ? args : args.and(EndpointPickerTracing.of(picker.service(), tracing));
  }

  /** Whether a flag is given, with one dash or two, bare or with a value. */
  private static boolean has(JsonNode main, String flag) {
    return Stream.of(PodTrees.COMMAND, PodTrees.ARGS)
        .flatMap(list -> PodTrees.words(main, list).stream())
        .filter(entry -> entry.startsWith("-"))
        .map(entry -> entry.replaceFirst("^--?", ""))
        .anyMatch(entry -> entry.equals(flag) || entry.startsWith(flag + "="));
  }
}
