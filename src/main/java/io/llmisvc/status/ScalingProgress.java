package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.status.condition.LiveCondition;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.List;
import java.util.Optional;

/** Reads from a live object whether it scales; one that says nothing yet is on its way. */
final class ScalingProgress {
  private static final List<String> OF_AUTOSCALERS = List.of("AbleToScale", "ScalingActive");
  private static final List<String> OF_SCALED_OBJECTS =
      List.of("Ready", "Active", "Fallback", "Paused");

  private ScalingProgress() {}

  /** That a limit holds the number of replicas is no failure. */
  static Verdict ofAutoscaler(ObjectKey key, Optional<ObjectNode> live) {
    if (live.isEmpty()) {
      return unseen(Reason.HPA_PROGRESSING, key);
    }
    List<LiveCondition> said =
        OF_AUTOSCALERS.stream().flatMap(type -> find(live.get(), type).stream()).toList();
    if (said.isEmpty()) {
      return Verdict.no(Reason.HPA_PROGRESSING, key + " says nothing yet");
    }
    return said.stream()
        .filter(LiveCondition::isFalse)
        .findFirst()
        .map(condition -> condition.failure(key.toString()))
        .orElse(Verdict.YES);
  }

  static Verdict ofScaledObject(ObjectKey key, Optional<ObjectNode> live) {
    if (live.isEmpty()) {
      return unseen(Reason.SCALED_OBJECT_PROGRESSING, key);
    }
    List<String> unsaid =
        OF_SCALED_OBJECTS.stream().filter(type -> find(live.get(), type).isEmpty()).toList();
    if (!unsaid.isEmpty()) {
      return Verdict.no(
          Reason.SCALED_OBJECT_PROGRESSING,
          key + " says nothing yet about " + String.join(", ", unsaid));
    }
    LiveCondition ready = find(live.get(), "Ready").orElseThrow();
    if (ready.isFalse()) {
      return ready.failure(key.toString());
    }
    return ready.isTrue()
        ? Verdict.YES
        : Verdict.no(Reason.SCALED_OBJECT_PROGRESSING, key + ": " + ready.text());
  }

  private static Verdict unseen(Reason reason, ObjectKey key) {
    return Verdict.unknown(reason, key + " is not there yet");
  }

  private static Optional<LiveCondition> find(JsonNode live, String type) {
    return LiveCondition.find(live.path("status"), type);
  }
}
