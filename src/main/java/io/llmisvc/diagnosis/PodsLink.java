package io.llmisvc.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.Condition;
import io.llmisvc.status.condition.ConditionType;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The link of a workload whose pods are to blame: the sentence of its condition, and what a closer
 * look at the one pod that it names adds.
 *
 * @param workload a live Deployment or LeaderWorkerSet
 */
record PodsLink(ConditionType part, Condition said, ObjectNode workload, Witness witness) {

  /** Absent when nobody knows of any trouble. */
  Optional<ChainLink> link() {
    PodTroubles troubles = new PodTroubles(workload);
    List<ObjectNode> pods = witness.pods(troubles.selector());
    return troubles
        .worst(pods)
        .map(blame -> link(blame, pods))
        .or(() -> pods.isEmpty() ? warned() : Optional.empty());
  }

  private ChainLink link(WorstTrouble blame, List<ObjectNode> pods) {
    Trouble trouble = blame.trouble();
    CloserLook look =
        pods.stream()
            .filter(pod -> pod.at("/metadata/name").asText().equals(trouble.pod()))
            .findFirst()
            .map(pod -> CloserLook.at(pod, trouble, witness))
            .orElse(new CloserLook(trouble.cause(), "", ""));
    String sentence = blame.sentence(Objects.requireNonNullElse(said.message(), ""));
    boolean isOld = !sentence.endsWith(trouble.words());
    String detail =
        Stream.of(isOld ? "now: " + trouble.words() : "", look.detail())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    return link(sentence, detail, look.cause(), look.since());
  }

  /** What others say of a workload without pods. */
  private Optional<ChainLink> warned() {
    return witness.warnings(workload.path("metadata").path("name").asText()).stream()
        .max(Comparator.comparing(PodsLink::time))
        .map(
            event ->
                link(
                    Words.line(event.path("message").asText()),
                    "",
                    Cause.PODS_REFUSED,
                    time(event)));
  }

  private ChainLink link(String message, String detail, Cause cause, String since) {
    boolean waits = cause == Cause.STARTING || cause == Cause.GROUP_WAITING;
    return new ChainLink(
        part.text(),
        waits ? ChainLink.State.WAITING : ChainLink.State.BLOCKED,
        message,
        detail,
        cause,
        since.isEmpty() ? Objects.requireNonNullElse(said.lastTransitionTime(), "") : since);
  }

  private static String time(JsonNode event) {
    String last = event.path("lastTimestamp").asText("");
    return last.isEmpty() || last.equals("null") ? event.path("eventTime").asText("") : last;
  }
}
