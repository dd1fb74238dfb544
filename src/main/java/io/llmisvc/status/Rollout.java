package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.status.condition.LiveCondition;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.Optional;

/** Reads the readiness of a live Deployment or LeaderWorkerSet. */
final class Rollout {
  private Rollout() {}

  /**
   * {@code Available} decides, but a Deployment past its progress deadline is not ready: its newest
   * pods do not start, even when older ones still serve.
   */
  static Verdict of(ObjectKey key, JsonNode live) {
    return deadline(key, live).orElseGet(() -> available(key, live));
  }

  /** One pod is enough, whatever became of the newest rollout. */
  static Verdict ofAny(ObjectKey key, JsonNode live) {
    return live.at("/status/availableReplicas").asInt() > 0 ? Verdict.YES : of(key, live);
  }

  private static Optional<Verdict> deadline(ObjectKey key, JsonNode live) {
    if (key.kind() != Kind.DEPLOYMENT) {
      return Optional.empty();
    }
    return LiveCondition.find(live.path("status"), "Progressing")
        .filter(LiveCondition::isFalse)
        .filter(condition -> condition.hasReason(Reason.PROGRESS_DEADLINE_EXCEEDED))
        .map(condition -> condition.failure(key.toString()));
  }

  private static Verdict available(ObjectKey key, JsonNode live) {
    return LiveCondition.find(live.path("status"), "Available")
        .map(condition -> condition.isTrue() ? Verdict.YES : condition.failure(key.toString()))
        .orElseGet(() -> Verdict.no(Reason.PROGRESSING, key + ": rollout in progress"));
  }
}
