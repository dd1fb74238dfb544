package io.llmisvc.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.storage.DownloadFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks at one pod.
 *
 * @param pod its outline
 */
record PodTrouble(ObjectNode pod) {
  private static final Set<String> PULL =
      Set.of(
          "ErrImagePull",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable");
  private static final Set<String> CONTAINER =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  /** Absent when the pod is ready, or on its way out. */
  Optional<Trouble> find() {
    if (pod.path("metadata").has("deletionTimestamp") || isReady()) {
      return Optional.empty();
    }
    return unscheduled()
        .or(this::failed)
        .or(() -> first(this::inContainer))
        .or(() -> first(PodTrouble::unready))
        .map(this::ofThis)
        .or(() -> Optional.of(new Trouble(name(), "", Cause.STARTING, "it starts", "")));
  }

  private Optional<Trouble> unscheduled() {
    return condition("PodScheduled")
        .filter(said -> said.path("reason").asText().equals("Unschedulable"))
        .map(
            said ->
                trouble("", Cause.UNSCHEDULABLE, "", or(message(said), "it cannot be scheduled")));
  }

  /** Evicted, or lost with its node. */
  private Optional<Trouble> failed() {
    JsonNode status = pod.path("status");
    if (!status.path("phase").asText().equals("Failed")) {
      return Optional.empty();
    }
    String message = or(status.path("reason").asText() + " " + message(status), "it failed");
    Cause cause =
        message.toLowerCase(Locale.ROOT).contains("ephemeral")
            ? Cause.DOWNLOAD_NO_SPACE
            : Cause.CRASHING;
    return Optional.of(trouble("", cause, "", message));
  }

  private Optional<Trouble> first(Function<JsonNode, Optional<Trouble>> look) {
    return containers()
        .map(look)
        .flatMap(Optional::stream)
        .min(Comparator.comparing(Trouble::cause));
  }

  private Stream<JsonNode> containers() {
    List<JsonNode> all = new ArrayList<>();
    pod.path("status").path("initContainerStatuses").forEach(all::add);
    pod.path("status").path("containerStatuses").forEach(all::add);
    return all.stream();
  }

  private Optional<Trouble> inContainer(JsonNode container) {
    String name = name(container);
    JsonNode waiting = container.path("state").path("waiting");
    String reason = waiting.path("reason").asText();
    String words = Words.line(message(waiting));
    if (PULL.contains(reason)) {
      String what =
          "container %s cannot pull image %s"
              .formatted(name, Words.line(container.path("image").asText()));
      return Optional.of(trouble(name, Cause.IMAGE, what, words));
    }
    if (CONTAINER.contains(reason)) {
      String what = "container %s cannot be made".formatted(name);
      return Optional.of(trouble(name, Cause.CONTAINER_CONFIG, what, words));
    }
    JsonNode end = container.path("lastState").path("terminated");
    return end.isObject() ? Optional.of(ended(name, end)) : Optional.empty();
  }

  private Trouble ended(String name, JsonNode end) {
    if (end.has("reason")) {
      String what = "container %s was killed: it needed more than %s".formatted(name, limit(name));
      return trouble(name, Cause.OUT_OF_MEMORY, what, "");
    }
    String what = "container %s ended with %d".formatted(name, end.path("exitCode").asInt());
    if (!DownloadFault.LOADERS.contains(name)) {
      return trouble(name, Cause.CRASHING, what, "");
    }
    Cause cause = Cause.ofDownload(message(end));
    return trouble(name, cause, what, cause.title());
  }

  private static Optional<Trouble> unready(JsonNode container) {
    String name = name(container);
    return container.path("state").has("running")
        ? Optional.of(
            trouble(
                name, Cause.STARTING, "container %s runs and is not ready yet".formatted(name), ""))
        : Optional.empty();
  }

  private String limit(String container) {
    for (String specs : List.of("containers", "initContainers")) {
      for (JsonNode spec : pod.path("spec").path(specs)) {
        if (name(spec).equals(container)) {
          String limit = spec.path("resources").path("limits").path("memory").asText("");
          return limit.isEmpty() ? "its node could give" : "its limit of " + limit;
        }
      }
    }
    return "its limit";
  }

  private boolean isReady() {
    return condition("Ready").filter(it -> it.path("status").asText().equals("True")).isPresent();
  }

  private Optional<JsonNode> condition(String type) {
    for (JsonNode condition : pod.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  private String name() {
    return name(pod.path("metadata"));
  }

  private static String name(JsonNode named) {
    return named.path("name").asText();
  }

  private static String message(JsonNode holder) {
    return holder.path("message").asText("");
  }

  private static String or(String said, String other) {
    String line = Words.line(said);
    return line.isEmpty() ? other : line;
  }

  private Trouble ofThis(Trouble trouble) {
    return new Trouble(
        name(), trouble.container(), trouble.cause(), trouble.what(), trouble.words());
  }

  private static Trouble trouble(String container, Cause cause, String what, String words) {
    return new Trouble("", container, cause, what, words);
  }
}
