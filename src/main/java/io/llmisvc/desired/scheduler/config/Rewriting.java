package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.PodTrees;
import io.llmisvc.desired.release.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Brings a picker's pod, and the configuration text among its arguments, to what the picker's
 * version understands. Rewriting its own result changes nothing.
 */
public final class Rewriting {
  /** The container that runs the picker. */
  public static final String MAIN = "main";

  /** What the tokenizer of its own calls the model: where it reads it. */
  public static final String TOKENIZER_MODEL = "/mnt/models/base";

  private static final Version FIRST = Version.of(0, 7);
  private static final String OLD_API_VERSION = "inference.networking.x-k8s.io/v1alpha1";

  private static final List<Step> STEPS =
      List.of(
          renamed(Version.of(0, 7), "prefill-header-handler", "disagg-headers-handler"),
          renamed(Version.of(0, 7), "pd-profile-handler", Deciders.HANDLER),
          config(Version.of(0, 7), Deciders::modernise),
          config(Version.of(0, 7), Rewriting::dropHashBlockSize),
          new Step(Version.of(0, 7), MetricFlags::move),
          renamed(Version.of(0, 8), MetricFlags.PROTOCOL_METRICS, MetricFlags.CORE_METRICS),
          config(Version.of(0, 9), Rewriting::keepOnlyProducerName),
          config(Version.of(0, 9), Rewriting::moveApiGroup),
          new Step(Version.of(0, 9), TokenProducers::configure),
          new Step(Version.of(0, 10), MetricsDataSource::move));

  private Rewriting() {}

  /**
   * @param pod as given when there is nothing to rewrite or the text cannot be read
   * @param unreadable why the text is no configuration object; empty when it is one or there is
   *     none
   * @param errors why no working pod can be written; empty when one can
   */
  public record Result(ObjectNode pod, String unreadable, List<String> errors) {
    public Result {
      errors = List.copyOf(errors);
    }
  }

  /**
   * @param from the first version of the picker that needs the change
   */
  private record Step(Version from, UnaryOperator<Draft> change) {}

  /**
   * @param tokenizer URL of the tokenizer of its own, if there is one
   */
  public static Result of(ObjectNode pod, Version version, Optional<String> tokenizer) {
    if (!version.isAtLeast(FIRST)) {
      return new Result(pod, "", List.of());
    }
    Optional<ConfigFlag> text = ConfigFlag.in(pod).filter(ConfigFlag::isInline);
    Optional<EndpointPickerConfig> config =
        text.flatMap(flag -> EndpointPickerConfig.parse(flag.value()));
    if (text.isPresent() && config.isEmpty()) {
      return new Result(pod, EndpointPickerConfig.problem(text.get().value()), List.of());
    }
    Draft draft = rewritten(new Draft(pod, config, tokenizer, List.of()), version);
    ObjectNode rewritten = config.isEmpty() ? draft.pod() : withText(draft.pod(), config.get());
    return new Result(rewritten, "", draft.errors());
  }

  /**
   * The types of the plugins that a text declares once it is rewritten, each once; none when it is
   * no configuration object.
   *
   * @param tokenizer as for a pod
   */
  public static List<String> plugins(String text, Version version, Optional<String> tokenizer) {
    Optional<EndpointPickerConfig> config = EndpointPickerConfig.parse(text);
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    rewritten(new Draft(none, config, tokenizer, List.of()), version);
    return config.stream()
        .flatMap(it -> it.plugins().stream())
        .map(EndpointPickerConfig::type)
        .filter(type -> !type.isEmpty())
        .distinct()
        .toList();
  }

  private static Draft rewritten(Draft given, Version version) {
    Draft draft = given;
    for (Step step : STEPS) {
      draft = version.isAtLeast(step.from()) ? step.change().apply(draft) : draft;
    }
    return draft;
  }

  private static ObjectNode withText(ObjectNode pod, EndpointPickerConfig config) {
    ObjectNode result = pod.deepCopy();
    for (ObjectNode container : PodTrees.items(result, PodTrees.CONTAINERS)) {
      List<String> args = PodTrees.words(container, PodTrees.ARGS);
      Optional<ConfigFlag> flag = ConfigFlag.in(args);
      if (MAIN.equals(PodTrees.name(container)) && flag.isPresent()) {
        args.set(flag.get().index() + 1, config.print());
        PodTrees.setWords(container, PodTrees.ARGS, args);
      }
    }
    return result;
  }

  private static Step renamed(Version from, String oldType, String newType) {
    return config(from, config -> config.rename(oldType, newType));
  }

  private static Step config(Version from, Consumer<EndpointPickerConfig> change) {
    return new Step(
        from,
        draft -> {
          draft.config().ifPresent(change);
          return draft;
        });
  }

  private static void dropHashBlockSize(EndpointPickerConfig config) {
    config
        .plugins()
        .forEach(
            plugin ->
                EndpointPickerConfig.parameters(plugin)
                    .ifPresent(parameters -> parameters.remove("hashBlockSize")));
  }

  private static void keepOnlyProducerName(EndpointPickerConfig config) {
    for (ObjectNode plugin : config.plugins("prefix-cache-scorer")) {
      EndpointPickerConfig.parameters(plugin)
          .map(parameters -> parameters.retain("prefixMatchInfoProducerName"))
          .filter(ObjectNode::isEmpty)
          .ifPresent(empty -> EndpointPickerConfig.dropParameters(plugin));
    }
  }

  private static void moveApiGroup(EndpointPickerConfig config) {
    if (OLD_API_VERSION.equals(config.tree().path("apiVersion").asText())) {
      config.tree().put("apiVersion", EndpointPickerConfig.API_VERSION);
    }
  }
}
