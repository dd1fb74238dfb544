package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.PodTrees;
import io.llmisvc.desired.release.ReleaseTable;
import io.llmisvc.desired.release.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
  private static final String PRODUCER_NAME = "prefixMatchInfoProducerName";
  private static final Version SPLIT = Version.of(0, 9);

  private static final List<Step> STEPS =
      List.of(
          renamed(Version.of(0, 7), "prefill-header-handler", "disagg-headers-handler"),
          renamed(Version.of(0, 7), Deciders.OLD_HANDLER, Deciders.HANDLER),
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
   * @param changes what the text says otherwise than it did
   * @param errors why no working pod can be written; empty when one can
   */
  public record Result(
      ObjectNode pod, String unreadable, List<Rewrite> changes, List<String> errors) {
    public Result {
      changes = List.copyOf(changes);
      errors = List.copyOf(errors);
    }
  }

  /**
   * @param from the first version of the picker that needs the change
   */
  private record Step(Version from, UnaryOperator<Draft> change) {
    Draft apply(Draft draft) {
      return draft.after(change, "as of picker " + from.major() + "." + from.minor() + " ");
    }
  }

  /**
   * @param tokenizer URL of the tokenizer of its own, if there is one
   */
  public static Result of(ObjectNode pod, Version version, Optional<String> tokenizer) {
    Optional<String> text = ConfigFlag.in(pod).filter(ConfigFlag::isInline).map(ConfigFlag::value);
    Draft given = Draft.of(pod, text, tokenizer);
    Optional<EndpointPickerConfig> config = given.config();
    if (text.isPresent() && config.isEmpty()) {
      String problem = EndpointPickerConfig.problem(text.get());
      return new Result(pod, problem, List.of(), List.of());
    }
    Draft draft = rewritten(given, version);
    boolean isText = config.isPresent() && (version.isAtLeast(FIRST) || !draft.equals(given));
    ObjectNode rewritten = isText ? withText(draft.pod(), config.get()) : draft.pod();
    return new Result(rewritten, "", draft.changes(), draft.errors());
  }

  /** A text once it is rewritten; empty when it is no configuration object. */
  static Optional<EndpointPickerConfig> config(
      String text, Version version, Optional<String> tokenizer) {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    return rewritten(Draft.of(nothing, Optional.of(text), tokenizer), version).config();
  }

  private static Draft rewritten(Draft given, Version version) {
    Draft draft = asksSidecar(given, version) ? given.after(Sidecar::configure, "") : given;
    for (Step step : STEPS) {
      draft = version.isAtLeast(step.from()) ? step.apply(draft) : draft;
    }
    return draft;
  }

  private static boolean asksSidecar(Draft draft, Version version) {
    return !version.isAtLeast(SPLIT)
        || (draft.tokenizer().isEmpty()
            && draft
                .config()
                .filter(config -> config.declares(TokenProducers.PRECISE))
                .isPresent());
  }

  private static ObjectNode withText(ObjectNode pod, EndpointPickerConfig config) {
    ObjectNode result = PodTrees.withOwnContainers(pod);
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
    return config(
        from,
        config ->
            Changed.at(
                config.rename(oldType, newType), "%s is named %s".formatted(oldType, newType)));
  }

  private static Step config(Version from, Function<EndpointPickerConfig, List<String>> change) {
    return new Step(
        from, draft -> draft.config().map(change).map(draft::withChanges).orElse(draft));
  }

  private static List<String> dropHashBlockSize(EndpointPickerConfig config) {
    List<String> places =
        config.plugins().stream()
            .filter(
                plugin ->
                    EndpointPickerConfig.parameters(plugin)
                        .map(parameters -> parameters.remove("hashBlockSize"))
                        .isPresent())
            .map(config::place)
            .toList();
    return Changed.at(places, "there is no parameter hashBlockSize, which goes");
  }

  private static List<String> keepOnlyProducerName(EndpointPickerConfig config) {
    return config.plugins(TokenProducers.SCORER).stream()
        .flatMap(plugin -> keepOnlyProducerName(config, plugin).stream())
        .toList();
  }

  private static Optional<String> keepOnlyProducerName(
      EndpointPickerConfig config, ObjectNode plugin) {
    ObjectNode parameters = EndpointPickerConfig.parameters(plugin).orElse(null);
    if (parameters == null) {
      return Optional.empty();
    }
    List<String> dropped = new ArrayList<>();
    parameters.fieldNames().forEachRemaining(dropped::add);
    dropped.remove(PRODUCER_NAME);
    parameters.remove(dropped);
    if (parameters.isEmpty()) {
      EndpointPickerConfig.dropParameters(plugin);
    }
    return dropped.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s (%s) takes only %s; gone is %s"
                .formatted(
                    TokenProducers.SCORER,
                    config.place(plugin),
                    PRODUCER_NAME,
                    ReleaseTable.shown(Changed.listed(dropped))));
  }

  private static List<String> moveApiGroup(EndpointPickerConfig config) {
    if (!EndpointPickerConfig.OLD_API_VERSION.equals(config.tree().path("apiVersion").asText())) {
      return List.of();
    }
    config.tree().put("apiVersion", EndpointPickerConfig.API_VERSION);
    return List.of(
        "apiVersion %s is named %s"
            .formatted(EndpointPickerConfig.OLD_API_VERSION, EndpointPickerConfig.API_VERSION));
  }
}
