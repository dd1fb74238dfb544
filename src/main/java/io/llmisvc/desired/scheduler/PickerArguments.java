package io.llmisvc.desired.scheduler;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.llmisvc.api.TracingSpec;
import io.llmisvc.desired.scheduler.config.Rewriting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the operator adds to the arguments of the picker's container. */
final class PickerArguments {
  private static final String LEADER_ELECTION = "ha-enable-leader-election";
  private static final String TRACING = "tracing";

  private PickerArguments() {}

  static Optional<Container> main(@Nullable PodSpec pod) {
    return pod == null
        ? Optional.empty()
        : pod.getContainers().stream()
            .filter(container -> Rewriting.MAIN.equals(container.getName()))
            .findFirst();
  }

  static PodSpec onto(PodSpec template, Picker picker, List<String> config) {
    List<Container> containers =
        template.getContainers().stream()
            .map(
                container ->
                    Rewriting.MAIN.equals(container.getName())
                        ? main(container, picker, config)
                        : container)
            .toList();
    return new PodSpecBuilder(template).withContainers(containers).build();
  }

  private static Container main(Container main, Picker picker, List<String> config) {
    List<String> args = new ArrayList<>(main.getArgs());
    Integer replicas = picker.spec().replicas();
    if (replicas != null && replicas > 1 && !has(main, LEADER_ELECTION)) {
      args.add("--" + LEADER_ELECTION);
    }
    args.addAll(config);
    TracingSpec tracing = picker.effective().spec().tracing();
    if (tracing != null && !has(main, TRACING)) {
      args.add("--" + TRACING + "=true");
    }
    ContainerBuilder container = new ContainerBuilder(main).withArgs(args);
    if (tracing != null) {
      container.withEnv(PickerTracing.added(main.getEnv(), picker.service(), tracing));
    }
    return container.build();
  }

  /** Whether a flag is given, with one dash or two, bare or with a value. */
  private static boolean has(Container main, String flag) {
    return Stream.concat(main.getCommand().stream(), main.getArgs().stream())
        .filter(entry -> entry.startsWith("-"))
        .map(entry -> entry.replaceFirst("^--?", ""))
        .anyMatch(entry -> entry.equals(flag) || entry.startsWith(flag + "="));
  }
}
