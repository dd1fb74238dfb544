package io.llmisvc.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.Condition;
import io.llmisvc.status.condition.ConditionType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What keeps the pods of a workload from being ready, in the words of those who know.
 *
 * @param workload a live Deployment or LeaderWorkerSet
 */
record PodTroubles(ConditionType part, Condition said, ObjectNode workload, Witness witness) {
  private static final String GROUP_LABEL = "leaderworkerset.sigs.k8s.io/name";

  /** The trouble that explains the most; absent when nobody knows of any. */
  Optional<ChainLink> worst() {
    Optional<ChainLink> refused = refused();
    if (refused.isPresent()) {
      return refused;
    }
    List<ObjectNode> pods = witness.pods(selector());
    List<Trouble> troubles = new ArrayList<>();
    pods.forEach(pod -> new PodTrouble(pod, witness).find().ifPresent(troubles::add));
    // pods that wait for another one of their group say less than that one
    return troubles.stream()
        .min(Comparator.comparing(Trouble::cause))
        .map(this::ofGroup)
        .map(trouble -> link(trouble, pods.size()))
        .or(() -> pods.isEmpty() ? warned() : Optional.empty());
  }

  /** A group starts as a whole: a pod of one that starts waits for others. */
  private Trouble ofGroup(Trouble trouble) {
    if (!isGroup() || trouble.cause() != Cause.STARTING) {
      return trouble;
    }
    int size = workload.at("/spec/leaderWorkerTemplate/size").asInt(1);
    String message =
        "%s; a group has %d pods and is ready when all are".formatted(trouble.message(), size);
    return new Trouble(trouble.pod(), Cause.GROUP_WAITING, message, trouble.since());
  }

  private boolean isGroup() {
    return workload.path("kind").asText().equals("LeaderWorkerSet");
  }

  private ChainLink link(Trouble trouble, int pods) {
    boolean waits = trouble.cause() == Cause.STARTING || trouble.cause() == Cause.GROUP_WAITING;
    return new ChainLink(
        part.text(),
        waits ? ChainLink.State.WAITING : ChainLink.State.BLOCKED,
        "Pod %s of %d: %s".formatted(trouble.pod(), pods, trouble.message()),
        trouble.cause(),
        trouble.since().isEmpty() ? since() : trouble.since());
  }

  private String since() {
    return Objects.requireNonNullElse(said.lastTransitionTime(), "");
  }

  /** A Deployment says itself that its pods are refused. */
  private Optional<ChainLink> refused() {
    for (JsonNode condition : workload.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("ReplicaFailure")
          && condition.path("status").asText().equals("True")) {
        return Optional.of(
            new ChainLink(
                part.text(),
                ChainLink.State.BLOCKED,
                Words.line(condition.path("message").asText()),
                Cause.PODS_REFUSED,
                condition.path("lastTransitionTime").asText()));
      }
    }
    return Optional.empty();
  }

  /** What others say of a workload without pods. */
  private Optional<ChainLink> warned() {
    return witness.warnings(workload.path("metadata").path("name").asText()).stream()
        .max(Comparator.comparing(PodTroubles::time))
        .map(
            event ->
                new ChainLink(
                    part.text(),
                    ChainLink.State.BLOCKED,
                    Words.line(event.path("message").asText()),
                    Cause.PODS_REFUSED,
                    time(event)));
  }

  private static String time(JsonNode event) {
    String last = event.path("lastTimestamp").asText("");
    return last.isEmpty() || last.equals("null") ? event.path("eventTime").asText("") : last;
  }

  private Map<String, String> selector() {
    Map<String, String> labels = new LinkedHashMap<>();
    if (isGroup()) {
      labels.put(GROUP_LABEL, workload.path("metadata").path("name").asText());
    } else {
      workload
          .path("spec")
          .path("selector")
          .path("matchLabels")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    }
    return labels;
  }
}
