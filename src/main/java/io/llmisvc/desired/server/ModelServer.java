package io.llmisvc.desired.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.PodTrees;
import io.llmisvc.desired.release.Version;
import io.llmisvc.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A pod as it will be, whose containers may be of images that are known. */
public final class ModelServer {
  /** Variable with more arguments, which the presets hand on. */
  public static final String MORE_ARGUMENTS = "VLLM_ADDITIONAL_ARGS";

  private static final String SERVER = "main";
  private static final String USER = "runAsUser";
  private static final String NON_ROOT = "runAsNonRoot";

  /** Begins the list that stands in our scripts before they look at the version. */
  private static final String FLAGS = "flags=(";

  /** So many arguments are looked at: nobody writes more. */
  private static final int LONGEST = 500;

  /** Nobody corrects more at once. */
  private static final int MOST = 10;

  private final ObjectNode pod;
  private final String path;
  private final Blame blame;

  private ModelServer(ObjectNode pod, String path, Blame blame) {
    this.pod = pod;
    this.path = path;
    this.blame = blame;
  }

  /**
   * What its images will refuse, or the kubelet because of them.
   *
   * @param path where the template stands in the spec
   */
  public static List<Finding> findings(ObjectNode pod, String path, Blame blame) {
    ModelServer server = new ModelServer(pod, path, blame);
    return Stream.concat(server.options(), server.roots()).toList();
  }

  private Stream<Finding> options() {
    return PodTrees.container(pod, SERVER).stream()
        .flatMap(
            container ->
                image(container).flatMap(ServerImage::version).stream()
                    .flatMap(version -> unknown(container, version)))
        .limit(MOST);
  }

  private Stream<Finding> unknown(ObjectNode container, Version version) {
    return arguments(container).stream()
        .limit(LONGEST)
        .flatMap(
            argument ->
                ServerOptions.problem(argument.text(), version).stream()
                    .map(
                        problem ->
                            blame.warning(
                                "ServerOptionUnknown", at(container) + argument.field(), problem)));
  }

  /**
   * @param field of the container
   */
  private record Argument(String field, String text) {}

  /** What vLLM is given, as far as the container itself shows it. */
  private static List<Argument> arguments(ObjectNode container) {
    List<String> command = PodTrees.words(container, PodTrees.COMMAND);
    List<Argument> result = new ArrayList<>(flags(command));
    if (command.isEmpty()
        || String.join(" ", command).contains("vllm serve")
        || command.contains("vllm.entrypoints.openai.api_server")) {
      result.addAll(words(container, PodTrees.COMMAND));
      result.addAll(words(container, PodTrees.ARGS));
    }
    if (command.stream().anyMatch(word -> word.contains(MORE_ARGUMENTS))) {
      result.addAll(line(container));
    }
    return result;
  }

  /** Those that a start script like ours passes to every version. */
  private static List<Argument> flags(List<String> command) {
    return IntStream.range(0, command.size())
        .boxed()
        .flatMap(
            i ->
                flags(command.get(i))
                    .map(word -> new Argument(PodTrees.COMMAND + "[" + i + "]", word)))
        .toList();
  }

  private static Stream<String> flags(String script) {
    return script
        .lines()
        .map(String::strip)
        .dropWhile(line -> !line.equals(FLAGS))
        .skip(1)
        .takeWhile(line -> !line.equals(")"))
        .flatMap(line -> Stream.of(line.split("\\s+")));
  }

  private static List<Argument> words(ObjectNode container, String list) {
    List<String> words = PodTrees.words(container, list);
    return IntStream.range(0, words.size())
        .mapToObj(i -> new Argument(list + "[" + i + "]", words.get(i)))
        .toList();
  }

  private static List<Argument> line(ObjectNode container) {
    return PodTrees.items(container, PodTrees.ENV).stream()
        .filter(variable -> PodTrees.name(variable).equals(MORE_ARGUMENTS))
        .flatMap(variable -> Stream.of(variable.path("value").asText().split("\\s+")))
        .map(word -> new Argument("env[name=" + MORE_ARGUMENTS + "].value", word))
        .toList();
  }

  private Stream<Finding> roots() {
    return Stream.of(PodTrees.INIT_CONTAINERS, PodTrees.CONTAINERS)
        .flatMap(list -> PodTrees.items(pod, list).stream())
        .filter(this::isRefused)
        .limit(MOST)
        .map(
            container ->
                blame.warning(
                    "ImageRunsAsRoot",
                    at(container) + "securityContext",
                    "%s runs as root, which runAsNonRoot forbids: no node will start it; set"
                            .formatted(container.path("image").asText())
                        + " runAsUser to a user other than 0 beside it, or runAsNonRoot to false"));
  }

  /** Whether a kubelet will see a container as root that must not be. */
  private boolean isRefused(ObjectNode container) {
    JsonNode user = security(container, USER);
    boolean isRoot =
        user.isNumber()
            ? user.asLong() == 0
            : image(container).filter(ServerImage::runsAsRoot).isPresent();
    return isRoot && security(container, NON_ROOT).asBoolean();
  }

  private JsonNode security(ObjectNode container, String field) {
    JsonNode own = container.path("securityContext").path(field);
    return own.isMissingNode() || own.isNull() ? pod.path("securityContext").path(field) : own;
  }

  private static Optional<ServerImage> image(ObjectNode container) {
    return ServerImage.of(container.path("image").asText());
  }

  private String at(ObjectNode container) {
    boolean isInit = PodTrees.items(pod, PodTrees.INIT_CONTAINERS).contains(container);
    return path
        + "."
        + (isInit ? PodTrees.INIT_CONTAINERS : PodTrees.CONTAINERS)
        + "[name="
        + PodTrees.name(container)
        + "].";
  }
}
