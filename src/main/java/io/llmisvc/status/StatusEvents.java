package io.llmisvc.status;

import io.llmisvc.api.status.Condition;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.status.condition.ConditionStatus;
import io.llmisvc.status.condition.ConditionType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is worth an event when one status follows another. */
public final class StatusEvents {
  private StatusEvents() {}

  /** Becoming ready, and falling from True to False; Unknown in between is not worth an event. */
  public static List<StatusEvent> between(
      @Nullable LLMInferenceServiceStatus previous, LLMInferenceServiceStatus next) {
    List<Condition> before = previous == null ? List.of() : previous.conditions();
    boolean wasReady = isReady(before, ConditionStatus.TRUE);
    if (!wasReady && isReady(next.conditions(), ConditionStatus.TRUE)) {
      return List.of(
          new StatusEvent(
              StatusEvent.Type.NORMAL, "LLMInferenceServiceReady", "LLMInferenceService is ready"));
    }
    if (wasReady && isReady(next.conditions(), ConditionStatus.FALSE)) {
      return List.of(
          new StatusEvent(
              StatusEvent.Type.WARNING,
              "LLMInferenceServiceNotReady",
              "LLMInferenceService is no longer ready: " + failing(next)));
    }
    return List.of();
  }

  private static boolean isReady(List<Condition> conditions, ConditionStatus status) {
    return ConditionType.READY.among(conditions).filter(status::isOf).isPresent();
  }

  private static String failing(LLMInferenceServiceStatus status) {
    return status.conditions().stream()
        .filter(ConditionStatus.FALSE::isOf)
        .map(condition -> Objects.toString(condition.type(), ""))
        .filter(type -> !type.equals(ConditionType.READY.text()))
        .collect(Collectors.joining(", "));
  }
}
