package io.llmisvc.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an object of any kind says of its own state. */
final class ObjectState {
  /** Conditions that are true of an object that works. */
  private static final Set<String> GOOD =
      Set.of(
          "Ready",
          "Available",
          "Accepted",
          "Programmed",
          "ResolvedRefs",
          "AbleToScale",
          "ScalingActive");

  private static final String TRUE = "True";

  private ObjectState() {}

  static Branch of(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    String name = object.path("kind").asText() + " " + metadata.path("name").asText();
    String created = metadata.path("creationTimestamp").asText();
    if (metadata.has("deletionTimestamp")) {
      return new Branch(name, count(object).orElse(""), "Terminating", created, "", List.of());
    }
    if (object.path("kind").asText().equals(Kind.POD.kind())) {
      return ofPod(name, created, object);
    }
    List<JsonNode> conditions = conditions(object);
    Optional<JsonNode> bad =
        conditions.stream().filter(it -> !it.path("status").asText().equals(TRUE)).findFirst();
    String ready =
        count(object).orElse(conditions.isEmpty() ? "" : bad.isEmpty() ? TRUE : status(bad.get()));
    return new Branch(
        name,
        ready,
        bad.map(it -> it.path("type").asText() + ": " + it.path("reason").asText()).orElse(""),
        created,
        bad.map(it -> it.path("message").asText()).orElse(""),
        List.of());
  }

  /** By the first container that waits or has ended badly. */
  private static Branch ofPod(String name, String created, ObjectNode pod) {
    JsonNode status = pod.path("status");
    List<JsonNode> containers = new ArrayList<>();
    status.path("initContainerStatuses").forEach(containers::add);
    status.path("containerStatuses").forEach(containers::add);
    String reason = status.path("phase").asText();
    String message = "";
    for (JsonNode container : containers) {
      JsonNode state = container.path("state");
      JsonNode trouble = state.has("waiting") ? state.path("waiting") : state.path("terminated");
      if (state.has("waiting") || trouble.path("exitCode").asInt() != 0) {
        reason = trouble.path("reason").asText(reason);
        message = trouble.path("message").asText();
        break;
      }
    }
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals("PodScheduled")
          && !condition.path("status").asText().equals(TRUE)) {
        reason = condition.path("reason").asText();
        message = condition.path("message").asText();
      }
    }
    long ready =
        status
            .path("containerStatuses")
            .valueStream()
            .filter(container -> container.path("ready").asBoolean())
            .count();
    int all = pod.path("spec").path("containers").size();
    return new Branch(name, ready + "/" + all, reason, created, message, List.of());
  }

  /** Of what has replicas. */
  private static Optional<String> count(ObjectNode object) {
    String kind = object.path("kind").asText();
    if (!kind.equals(Kind.DEPLOYMENT.kind()) && !kind.equals(Kind.LEADER_WORKER_SET.kind())) {
      return Optional.empty();
    }
    return Optional.of(
        object.path("status").path("readyReplicas").asInt()
            + "/"
            + object.path("spec").path("replicas").asInt(1));
  }

  private static String status(JsonNode condition) {
    String status = condition.path("status").asText();
    return status.isEmpty() ? "Unknown" : status;
  }

  /** Those of the object, and those that each of its parents has of it. */
  private static List<JsonNode> conditions(ObjectNode object) {
    List<JsonNode> conditions = new ArrayList<>();
    JsonNode status = object.path("status");
    status.path("conditions").forEach(conditions::add);
    status.path("parents").forEach(it -> it.path("conditions").forEach(conditions::add));
    status.path("parent").forEach(it -> it.path("conditions").forEach(conditions::add));
    return conditions.stream().filter(it -> GOOD.contains(it.path("type").asText())).toList();
  }
}
