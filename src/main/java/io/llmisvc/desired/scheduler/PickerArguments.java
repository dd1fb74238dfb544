package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.TracingSpec;
import io.llmisvc.desired.PodTrees;
import io.llmisvc.desired.scheduler.config.Rewriting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the operator adds to the arguments of the picker's container. */
final class PickerArguments {
  private static final String LEADER_ELECTION = "ha-enable-leader-election";
  private static final String TRACING = "tracing";

  private PickerArguments() {}

  static ObjectNode onto(ObjectNode template, Picker picker, List<String> config) {
    ObjectNode pod = template.deepCopy();
    for (ObjectNode container : PodTrees.items(pod, PodTrees.CONTAINERS)) {
      if (Rewriting.MAIN.equals(PodTrees.name(container))) {
        extend(container, picker, config);
      }
    }
    return pod;
  }

  private static void extend(ObjectNode main, Picker picker, List<String> config) {
    List<String> added = new ArrayList<>();
    Integer replicas = picker.spec().replicas();
    if (replicas != null && replicas > 1 && !has(main, LEADER_ELECTION)) {
      added.add("--" + LEADER_ELECTION);
    }
    added.addAll(config);
    TracingSpec tracing = picker.effective().spec().tracing();
    if (tracing != null && !has(main, TRACING)) {
      added.add("--" + TRACING + "=true");
    }
    if (!added.isEmpty()) {
      ArrayNode args = main.withArray(PodTrees.ARGS);
      added.forEach(args::add);
    }
    if (tracing != null) {
      PickerTracing.add(main, picker.service(), tracing);
    }
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
