package io.llmisvc.status.condition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A condition as another controller wrote it. */
public record LiveCondition(JsonNode node) {

  /** The condition of a type in the {@code conditions} of a status, or of one parent in it. */
  public static Optional<LiveCondition> find(JsonNode holder, String type) {
    for (JsonNode condition : holder.path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of(new LiveCondition(condition));
      }
    }
    return Optional.empty();
  }

  public boolean isTrue() {
    return hasStatus(ConditionStatus.TRUE);
  }

  public boolean isFalse() {
    return hasStatus(ConditionStatus.FALSE);
  }

  public boolean hasReason(Reason reason) {
    return node.path("reason").asText().equals(reason.text());
  }

  /** Whether it is about an older generation; one that names no generation counts as fresh. */
  public boolean isStale(long generation) {
    long observed = node.path("observedGeneration").asLong();
    return observed > 0 && observed < generation;
  }

  /** Its own reason and words, about the object it belongs to. */
  public Verdict failure(String object) {
    String reason = node.path("reason").asText();
    return Verdict.no(
        reason.isEmpty() ? Reason.PROGRESSING.text() : reason, object + ": " + words());
  }

  /** Type, status, reason and message on one line. */
  public String text() {
    String reason = node.path("reason").asText();
    return "%s=%s%s: %s"
        .formatted(
            node.path("type").asText(),
            node.path("status").asText(),
            reason.isEmpty() ? "" : "/" + reason,
            words());
  }

  private String words() {
    String message = node.path("message").asText().replaceAll("\\s+", " ").strip();
    return message.isEmpty() ? "no message" : message;
  }

  private boolean hasStatus(ConditionStatus status) {
    return node.path("status").asText().equals(status.text());
  }
}
