package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.TracingSpec;
import io.llmisvc.desired.ContainerFragment;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.PodTrees;
import io.llmisvc.desired.Tracing;
import io.llmisvc.desired.scheduler.config.Rewriting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the operator adds to the arguments of the picker's container. */
final class EndpointPickerArguments {
  private static final String LEADER_ELECTION = "--ha-enable-leader-election";
  private static final String POOL = "pool-name";
  private static final String TRACING = "--tracing=true";

  private EndpointPickerArguments() {}

  /**
   * @param config the arguments that carry the configuration
   */
  static PodFragment fragment(EndpointPicker picker, List<String> config) {
    return main(picker)
        .map(main -> PodFragment.container(Rewriting.MAIN, added(picker, config)))
        .orElse(PodFragment.NOTHING);
  }

  /** Whether the pods take turns, because there are several or because they are told to. */
  static boolean electsLeader(EndpointPicker picker) {
    return picker.isReplicated() || PodTrees.hasFlag(line(picker), LEADER_ELECTION);
  }

  /** The pool that the picker is told to serve; empty when its command says nothing. */
  static Optional<String> pool(EndpointPicker picker) {
    List<String> words = line(picker);
    Optional<String> pool = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      String word = PodTrees.undashed(words.get(i));
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

  private static List<String> line(EndpointPicker picker) {
    return main(picker).map(PodTrees::commandLine).orElse(List.of());
  }

  private static ContainerFragment added(EndpointPicker picker, List<String> config) {
    List<String> line = line(picker);
    List<String> added = new ArrayList<>();
    if (picker.isReplicated() && !PodTrees.hasFlag(line, LEADER_ELECTION)) {
      added.add(LEADER_ELECTION);
    }
    added.addAll(config);
    ContainerFragment args = ContainerFragment.args(List.of(), added);
    TracingSpec tracing = picker.effective().spec().tracing();
    return tracing == null
        ? args
        : args.and(
            Tracing.of(
                "inference-scheduler", List.of(List.of(TRACING)), tracing, picker.service(), line));
  }
}
