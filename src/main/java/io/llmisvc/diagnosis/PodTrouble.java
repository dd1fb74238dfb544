package io.llmisvc.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks at one pod. */
record PodTrouble(ObjectNode pod, Witness witness) {
  private static final Set<String> LOADERS = Set.of("storage-initializer", "modelcar-init");
  private static final Set<String> PULL =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable");
  private static final Set<String> CONTAINER =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");
  private static final String OUT_OF_MEMORY = "OOMKilled";

  /** In the order in which a log is searched. */
  private static final Map<Cause, List<String>> SIGNS =
      Map.of(
          Cause.DOWNLOAD_NO_SPACE,
          List.of("no space left", "disk quota exceeded"),
          Cause.DOWNLOAD_CERTIFICATE,
          List.of("certificate_verify_failed", "certificate verify failed", "x509: "),
          Cause.DOWNLOAD_CREDENTIALS,
          List.of(
              "401",
              "403",
              "access denied",
              "accessdenied",
              "unauthorized",
              "forbidden",
              "gated repo",
              "credentials",
              "permission denied",
              "invalidaccesskeyid"),
          Cause.DOWNLOAD_NOT_FOUND,
          List.of(
              "404",
              "not found",
              "notfound",
              "no such",
              "nosuchbucket",
              "nosuchkey",
              "does not exist"));

  /** Absent when the pod is ready, or on its way out. */
  Optional<Trouble> find() {
    if (pod.path("metadata").has("deletionTimestamp") || isTrue("Ready")) {
      return Optional.empty();
    }
    return unscheduled()
        .or(this::failed)
        .or(() -> first(this::inContainer))
        .or(() -> first(this::unready))
        .or(() -> Optional.of(trouble(Cause.STARTING, "it starts", "")));
  }

  private Optional<Trouble> unscheduled() {
    return condition("PodScheduled")
        .filter(said -> said.path("reason").asText().equals("Unschedulable"))
        .map(
            said ->
                trouble(
                    Cause.UNSCHEDULABLE,
                    Words.line(said.path("message").asText())
                        + new AskedResources(pod, witness).text(),
                    said.path("lastTransitionTime").asText()));
  }

  /** Evicted, or lost with its node. */
  private Optional<Trouble> failed() {
    JsonNode status = pod.path("status");
    if (!status.path("phase").asText().equals("Failed")) {
      return Optional.empty();
    }
    String message =
        Words.line(status.path("reason").asText() + " " + status.path("message").asText());
    Cause cause =
        message.toLowerCase(Locale.ROOT).contains("ephemeral")
            ? Cause.DOWNLOAD_NO_SPACE
            : Cause.CRASHING;
    return Optional.of(trouble(cause, message, ""));
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
    String name = container.path("name").asText();
    JsonNode waiting = container.path("state").path("waiting");
    String reason = waiting.path("reason").asText();
    if (PULL.contains(reason)) {
      return Optional.of(
          trouble(
              Cause.IMAGE,
              "container %s, image %s: %s"
                  .formatted(
                      name,
                      container.path("image").asText(),
                      Words.line(reason + " " + waiting.path("message").asText())),
              ""));
    }
    if (CONTAINER.contains(reason)) {
      return Optional.of(
          trouble(
              Cause.CONTAINER_CONFIG,
              "container %s: %s".formatted(name, Words.line(waiting.path("message").asText())),
              ""));
    }
    return ended(container, name);
  }

  /** The last run of a container, when it ended with an error. */
  private Optional<Trouble> ended(JsonNode container, String name) {
    boolean runsAgain = !container.path("state").has("terminated");
    JsonNode end =
        runsAgain
            ? container.path("lastState").path("terminated")
            : container.path("state").path("terminated");
    if (end.isMissingNode() || end.path("exitCode").asInt() == 0) {
      return Optional.empty();
    }
    String since = end.path("finishedAt").asText("");
    if (end.path("reason").asText().equals(OUT_OF_MEMORY)) {
      return Optional.of(
          trouble(
              Cause.OUT_OF_MEMORY,
              "container %s was killed: it needed more than %s".formatted(name, limit(name)),
              since));
    }
    String log = witness.log(name(), name, runsAgain);
    String last = Words.last(log.isEmpty() ? end.path("message").asText("") : log);
    String message =
        "container %s ended with %d, %d times%s"
            .formatted(
                name,
                end.path("exitCode").asInt(),
                Math.max(1, container.path("restartCount").asInt()),
                last.isEmpty() ? "" : ": " + last);
    return Optional.of(
        trouble(LOADERS.contains(name) ? download(log + last) : Cause.CRASHING, message, since));
  }

  private static Cause download(String log) {
    String text = log.toLowerCase(Locale.ROOT);
    return Stream.of(
            Cause.DOWNLOAD_NO_SPACE,
            Cause.DOWNLOAD_CERTIFICATE,
            Cause.DOWNLOAD_CREDENTIALS,
            Cause.DOWNLOAD_NOT_FOUND)
        .filter(cause -> SIGNS.getOrDefault(cause, List.of()).stream().anyMatch(text::contains))
        .findFirst()
        .orElse(Cause.DOWNLOAD);
  }

  /** Of a container that runs and is not ready. */
  private Optional<Trouble> unready(JsonNode container) {
    if (!container.path("state").has("running") || container.path("ready").asBoolean()) {
      return Optional.empty();
    }
    String name = container.path("name").asText();
    return witness.warnings(name()).stream()
        .filter(event -> event.path("reason").asText().equals("Unhealthy"))
        .filter(
            event ->
                event
                    .path("involvedObject")
                    .path("fieldPath")
                    .asText("")
                    .contains("{" + name + "}"))
        .map(event -> Words.line(event.path("message").asText()))
        .findFirst()
        .map(
            said ->
                trouble(
                    isScheme(said) ? Cause.PROBE_SCHEME : Cause.PROBE,
                    "container %s: %s".formatted(name, said),
                    container.path("state").path("running").path("startedAt").asText("")))
        .or(
            () ->
                Optional.of(
                    trouble(
                        Cause.STARTING,
                        "container %s runs and is not ready yet".formatted(name),
                        container.path("state").path("running").path("startedAt").asText(""))));
  }

  private static boolean isScheme(String said) {
    return said.contains("server gave HTTP response to HTTPS client")
        || said.contains("client sent an HTTP request to an HTTPS server")
        || said.contains("malformed HTTP response")
        || said.contains("first record does not look like a TLS handshake");
  }

  private String limit(String container) {
    for (JsonNode spec : pod.path("spec").path("containers")) {
      if (spec.path("name").asText().equals(container)) {
        String limit = spec.path("resources").path("limits").path("memory").asText("");
        return limit.isEmpty() ? "its node could give" : "its limit of " + limit;
      }
    }
    return "its limit";
  }

  private boolean isTrue(String type) {
    return condition(type).filter(it -> it.path("status").asText().equals("True")).isPresent();
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
    return pod.path("metadata").path("name").asText();
  }

  private Trouble trouble(Cause cause, String message, String since) {
    return new Trouble(name(), cause, message, since);
  }
}
