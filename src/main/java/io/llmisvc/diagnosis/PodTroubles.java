package io.llmisvc.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.PodOutline;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What keeps the pods of a workload from being ready, in the words of those who know. The same for
 * the operator, which has outlines of pods, and for who reads them from the cluster.
 *
 * @param workload a live Deployment or LeaderWorkerSet
 */
public record PodTroubles(ObjectNode workload) {
  private static final String GROUP_LABEL = "leaderworkerset.sigs.k8s.io/name";

  /** The order in which the first explains the most, and which stays as long as the troubles. */
  private static final Comparator<Trouble> WORST_FIRST =
      Comparator.comparing(Trouble::cause)
          .thenComparing(trouble -> trouble.container().isEmpty())
          .thenComparing(Trouble::pod);

  /**
   * One sentence without a full stop, of one line.
   *
   * @param pods of the namespace, or their outlines; others than those of the workload do no harm
   * @param said what was said before, so that the sentence changes only with the trouble
   * @return absent when all pods are well, or none is there
   */
  public static Optional<String> sentence(ObjectNode workload, List<ObjectNode> pods, String said) {
    PodTroubles troubles = new PodTroubles(workload);
    return troubles
        .worst(pods.stream().filter(troubles::isOfThis).toList())
        .map(blame -> blame.sentence(said));
  }

  /**
   * @param pods of the workload
   */
  Optional<WorstTrouble> worst(List<ObjectNode> pods) {
    Optional<WorstTrouble> refused = refused();
    if (refused.isPresent()) {
      return refused;
    }
    List<Trouble> troubles =
        pods.stream()
            .map(PodOutline::of)
            .flatMap(pod -> new PodTrouble(pod).find().stream())
            .toList();
    // pods that wait for another one of their group say less than that one
    return troubles.stream()
        .min(WORST_FIRST)
        .map(
            worst ->
                new WorstTrouble(
                    ofGroup(worst),
                    troubles.stream().filter(trouble -> isLike(worst, trouble)).count() - 1));
  }

  private static boolean isLike(Trouble one, Trouble other) {
    return one.cause() == other.cause() && one.what().equals(other.what());
  }

  /** A group starts as a whole: a pod of one that starts waits for others. */
  private Trouble ofGroup(Trouble trouble) {
    if (!isGroup() || trouble.cause() != Cause.STARTING) {
      return trouble;
    }
    int size = workload.at("/spec/leaderWorkerTemplate/size").asInt(1);
    String what =
        "%s; a group has %d pods and is ready when all are".formatted(trouble.what(), size);
    return new Trouble(trouble.pod(), trouble.container(), Cause.GROUP_WAITING, what, "");
  }

  private boolean isGroup() {
    return workload.path("kind").asText().equals("LeaderWorkerSet");
  }

  /** A Deployment says itself that its pods are refused. */
  private Optional<WorstTrouble> refused() {
    for (JsonNode condition : workload.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("ReplicaFailure")
          && condition.path("status").asText().equals("True")) {
        String message = Words.line(condition.path("message").asText());
        return Optional.of(
            new WorstTrouble(new Trouble("", "", Cause.PODS_REFUSED, "", message), 0));
      }
    }
    return Optional.empty();
  }

  private boolean isOfThis(ObjectNode pod) {
    JsonNode labels = pod.path("metadata").path("labels");
    Map<String, String> selector = selector();
    return !selector.isEmpty()
        && selector.entrySet().stream()
            .allMatch(label -> labels.path(label.getKey()).asText().equals(label.getValue()));
  }

  /** The labels that its pods carry. */
  Map<String, String> selector() {
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
