package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.Condition;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.status.condition.ConditionType;
import io.llmisvc.status.condition.LiveCondition;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads the readiness of a live Deployment or LeaderWorkerSet. Its own words come first; why its
 * pods do not start, last.
 *
 * @param type of the condition that tells of it
 */
record Rollout(StatusContext context, ConditionType type, ObjectKey key) {

  /**
   * {@code Available} decides, but a Deployment past its progress deadline is not ready: its newest
   * pods do not start, even when older ones still serve. Absent while the workload is.
   */
  Optional<Verdict> ofAll() {
    return context.live(key).map(live -> explained(live, verdict(live)));
  }

  /** One pod is enough, whatever became of the newest rollout. */
  Optional<Verdict> ofAny() {
    return context
        .live(key)
        .map(
            live ->
                live.at("/status/availableReplicas").asInt() > 0
                    ? Verdict.YES
                    : explained(live, verdict(live)));
  }

  private Verdict verdict(JsonNode live) {
    return deadline(live).orElseGet(() -> available(live));
  }

  private Optional<Verdict> deadline(JsonNode live) {
    if (key.kind() != Kind.DEPLOYMENT) {
      return Optional.empty();
    }
    return LiveCondition.find(live.path("status"), "Progressing")
        .filter(LiveCondition::isFalse)
        .filter(condition -> condition.hasReason(Reason.PROGRESS_DEADLINE_EXCEEDED))
        .map(condition -> condition.failure(key.toString()));
  }

  private Verdict available(JsonNode live) {
    return LiveCondition.find(live.path("status"), "Available")
        .map(condition -> condition.isTrue() ? Verdict.YES : condition.failure(key.toString()))
        .orElseGet(() -> Verdict.no(Reason.PROGRESSING, key + ": rollout in progress"));
  }

  /** Pods are asked about only while they are wanted: those of a ready workload wake nobody. */
  private Verdict explained(ObjectNode live, Verdict verdict) {
    if (verdict.equals(Verdict.YES)) {
      return verdict;
    }
    String said = type.among(context.previousConditions()).map(Condition::message).orElse("");
    return pods(live)
        .map(pods -> context.inputs().reasons().of(live, pods, said))
        .map(reason -> reason.map(verdict::because).orElse(verdict))
        .orElseGet(() -> verdict.asBefore(said));
  }

  /**
   * Those with the name that its pods are labelled with, which may be that of another service;
   * absent while nobody has looked.
   */
  private Optional<List<ObjectNode>> pods(ObjectNode live) {
    List<ObjectNode> found = new ArrayList<>();
    for (String name : names(live)) {
      Optional<List<ObjectNode>> pods =
          context.facts().labelled(Kind.POD, key.namespace(), Labels.NAME, name);
      if (pods.isEmpty()) {
        return Optional.empty();
      }
      found.addAll(pods.get());
    }
    return Optional.of(found);
  }

  private Set<String> names(ObjectNode live) {
    return key.kind().podTemplates().stream()
        .map(template -> live.at(template + "/metadata/labels").path(Labels.NAME).asText())
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
