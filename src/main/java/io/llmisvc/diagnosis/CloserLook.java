package io.llmisvc.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What logs, events, nodes and times tell of a troubled pod beyond its outline.
 *
 * @param cause the same, or a narrower one
 * @param detail one line; empty when there is nothing to add
 * @param since in RFC 3339; empty when nobody says
 */
record CloserLook(Cause cause, String detail, String since) {

  static CloserLook at(ObjectNode pod, Trouble trouble, Witness witness) {
    JsonNode container = container(pod, trouble.container());
    return switch (trouble.cause()) {
      case UNSCHEDULABLE ->
          new CloserLook(
              trouble.cause(),
              new AskedResources(pod, witness).text(),
              condition(pod, "PodScheduled").path("lastTransitionTime").asText(""));
      case STARTING, GROUP_WAITING -> probe(pod, trouble, witness);
      case CRASHING,
          OUT_OF_MEMORY,
          DOWNLOAD,
          DOWNLOAD_CERTIFICATE,
          DOWNLOAD_CREDENTIALS,
          DOWNLOAD_NOT_FOUND,
          DOWNLOAD_NO_SPACE ->
          container.isMissingNode()
              ? new CloserLook(trouble.cause(), "", "")
              : ended(container, trouble, witness);
      default -> new CloserLook(trouble.cause(), "", "");
    };
  }

  /** The last run of a container that ended. */
  private static CloserLook ended(JsonNode container, Trouble trouble, Witness witness) {
    boolean runsAgain = !container.path("state").has("terminated");
    JsonNode end = container.path(runsAgain ? "lastState" : "state").path("terminated");
    String times = "%d times".formatted(Math.max(1, container.path("restartCount").asInt()));
    String since = end.path("finishedAt").asText("");
    if (trouble.cause() == Cause.OUT_OF_MEMORY) {
      return new CloserLook(trouble.cause(), times, since);
    }
    String log = witness.log(trouble.pod(), trouble.container(), runsAgain);
    String last = Words.last(log.isEmpty() ? end.path("message").asText("") : log);
    Cause cause =
        trouble.cause() == Cause.DOWNLOAD ? Cause.ofDownload(log + last) : trouble.cause();
    return new CloserLook(cause, last.isEmpty() ? times : times + ": " + last, since);
  }

  /** Of a container that runs and is not ready. */
  private static CloserLook probe(ObjectNode pod, Trouble trouble, Witness witness) {
    if (trouble.container().isEmpty()) {
      return new CloserLook(trouble.cause(), "", "");
    }
    String since = container(pod, trouble.container()).at("/state/running/startedAt").asText("");
    return witness.warnings(trouble.pod()).stream()
        .filter(isUnhealthy(trouble.container()))
        .map(event -> Words.line(event.path("message").asText()))
        .findFirst()
        .map(said -> new CloserLook(isScheme(said) ? Cause.PROBE_SCHEME : Cause.PROBE, said, since))
        .orElse(new CloserLook(trouble.cause(), "", since));
  }

  private static Predicate<ObjectNode> isUnhealthy(String container) {
    return event ->
        event.path("reason").asText().equals("Unhealthy")
            && event.at("/involvedObject/fieldPath").asText("").contains("{" + container + "}");
  }

  private static boolean isScheme(String said) {
    return said.contains("server gave HTTP response to HTTPS client")
        || said.contains("client sent an HTTP request to an HTTPS server")
        || said.contains("malformed HTTP response")
        || said.contains("first record does not look like a TLS handshake");
  }

  private static JsonNode container(ObjectNode pod, String name) {
    return Stream.of("initContainerStatuses", "containerStatuses")
        .map(list -> find(pod.path("status").path(list), "name", name))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(pod.path("not there"));
  }

  private static JsonNode condition(ObjectNode pod, String type) {
    return find(pod.path("status").path("conditions"), "type", type).orElse(pod.path("not there"));
  }

  private static Optional<JsonNode> find(JsonNode list, String member, String value) {
    for (JsonNode element : list) {
      if (element.path(member).asText().equals(value)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }
}
