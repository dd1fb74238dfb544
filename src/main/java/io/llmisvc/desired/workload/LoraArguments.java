package io.llmisvc.desired.workload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.api.spec.LoRASpec;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.ContainerFragment;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.server.ModelServer;
import io.llmisvc.desired.storage.Adapter;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The arguments by which a model server learns of LoRA adapters, each under both of its names. */
final class LoraArguments {
  private static final String MODULES = "--lora-modules";
  private static final String FIELD = "spec.model.lora.adapters";
  private static final String NOT_SERVED = "AdaptersNotServed";

  private LoraArguments() {}

  /** What a template says of adapters by itself is left to it. */
  static PodFragment of(
      PodSpec template,
      String container,
      List<Adapter> adapters,
      EffectiveSpec effective,
      Blame blame) {
    if (adapters.isEmpty()) {
      return PodFragment.NOTHING;
    }
    Optional<Container> found = PodFragment.named(template.getContainers(), container);
    if (found.isEmpty()) {
      return PodFragment.finding(
          blame.error(FIELD, "the pod has no container '" + container + "' to serve the adapters"));
    }
    Container server = found.get();
    if (namesModules(server)) {
      return PodFragment.finding(
          Finding.info(
              blame.subject(),
              "AdaptersGiven",
              FIELD,
              "container %s says itself what %s is, so the operator does not"
                  .formatted(container, MODULES)));
    }
    CommandLine command = CommandLine.of(server);
    PodFragment findings = PodFragment.findings(findings(server, command, blame));
    return command == CommandLine.SHELL_TAKES_FIRST
        ? findings
        : findings.and(
            PodFragment.container(
                container,
                ContainerFragment.args(
                    arguments(adapters, effective).map(command::written).toList(), List.of())));
  }

  private static boolean namesModules(Container server) {
    Stream<String> words =
        Stream.of(server.getCommand(), server.getArgs(), List.of(value(more(server))))
            .flatMap(List::stream);
    return words.anyMatch(word -> word.contains(MODULES));
  }

  private static @Nullable EnvVar more(Container server) {
    return server.getEnv().stream()
        .filter(variable -> ModelServer.MORE_ARGUMENTS.equals(variable.getName()))
        .reduce((first, last) -> last)
        .orElse(null);
  }

  private static String value(@Nullable EnvVar variable) {
    return variable == null ? "" : Objects.requireNonNullElse(variable.getValue(), "");
  }

  private static List<Finding> findings(Container server, CommandLine command, Blame blame) {
    List<Finding> findings = new ArrayList<>();
    EnvVar more = more(server);
    if (more != null && more.getValueFrom() != null) {
      findings.add(
          Finding.info(
              blame.subject(),
              "AdaptersGivenTwice",
              FIELD,
              "%s of container %s comes from elsewhere; if it holds %s, leave that out"
                  .formatted(ModelServer.MORE_ARGUMENTS, server.getName(), MODULES)));
    }
    switch (command) {
      case SHELL_TAKES_FIRST ->
          findings.add(
              blame.warning(
                  NOT_SERVED,
                  FIELD,
                  "the shell of container %s takes its first argument for itself, so %s cannot be"
                          .formatted(server.getName(), MODULES)
                      + " put in front; put the script into command, with -- behind it and \"$@\" in"
                      + " it"));
      case SCRIPT_WITHOUT_ARGUMENTS ->
          findings.add(
              blame.warning(
                  NOT_SERVED,
                  FIELD,
                  "the script in the command of container %s does not pass its arguments on, so vLLM"
                          .formatted(server.getName())
                      + " hears of no adapter; put \"$@\" behind vllm serve"));
      case PASSES_ON, EVALUATES -> {}
    }
    return findings;
  }

  /** The JSON is one argument, as vLLM reads it. */
  private static Stream<String> arguments(List<Adapter> adapters, EffectiveSpec effective) {
    List<String> arguments = new ArrayList<>(List.of("--enable-lora"));
    LoRASpec lora = Objects.requireNonNull(Objects.requireNonNull(effective.spec().model()).lora());
    limit(arguments, "--max-lora-rank", lora.maxRank());
    limit(arguments, "--max-loras", lora.maxAdapters());
    limit(arguments, "--max-cpu-loras", lora.maxCpuAdapters());
    arguments.add(MODULES);
    for (Adapter adapter : adapters) {
      arguments.add(module(adapter.name(), adapter));
      arguments.add(module(effective.service().published(adapter.name()), adapter));
    }
    return arguments.stream();
  }

  private static void limit(List<String> arguments, String flag, @Nullable Integer value) {
    if (value != null) {
      arguments.add(flag + "=" + value);
    }
  }

  private static String module(String name, Adapter adapter) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("path", adapter.path())
        .toString();
  }
}
