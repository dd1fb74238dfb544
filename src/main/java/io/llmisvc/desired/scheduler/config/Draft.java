package io.llmisvc.desired.scheduler.config;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
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
 */
record Draft(PodSpec pod, Optional<PickerConfig> config, List<String> errors) {
  Draft {
    errors = List.copyOf(errors);
  }

  Draft withError(String error) {
    List<String> all = new ArrayList<>(errors);
    all.add(error);
    return new Draft(pod, config, all);
  }

  /** Takes flags out of every container's arguments and, when asked, its command. */
  Taken take(Set<String> names, Set<String> switches, boolean commands) {
    Map<String, Optional<String>> values = new TreeMap<>();
    List<Container> containers = new ArrayList<>();
    for (Container container : pod.getContainers()) {
      Flags command = Flags.take(container.getCommand(), commands ? names : Set.of(), switches);
      Flags args = Flags.take(container.getArgs(), names, switches);
      values.putAll(command.values());
      values.putAll(args.values());
      boolean isSame = command.values().isEmpty() && args.values().isEmpty();
      containers.add(isSame ? container : with(container, command.rest(), args.rest()));
    }
    return values.isEmpty()
        ? new Taken(this, values)
        : new Taken(
            new Draft(new PodSpecBuilder(pod).withContainers(containers).build(), config, errors),
            values);
  }

  private static Container with(Container container, List<String> command, List<String> args) {
    return new ContainerBuilder(container).withCommand(command).withArgs(args).build();
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
