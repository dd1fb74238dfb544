package io.llmisvc.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How many replicas a child has: pods of a Deployment, groups of a LeaderWorkerSet. */
final class Replicas {
  /** What KEDA allows when a ScaledObject does not say. */
  private static final long KEDA_MOST = 100;

  private Replicas() {}

  static Map<Moment, Long> of(Child child, Plan plan) {
    JsonNode spec = child.object().path("spec");
    Optional<JsonNode> scaler = scaler(child, plan);
    long least = scaler.map(Replicas::least).orElse(0L);
    long most = scaler.map(Replicas::most).orElse(Long.MAX_VALUE);
    long written = Math.max(0, spec.path("replicas").asLong(Math.max(1, least)));
    long now = Math.min(Math.max(written, least), Math.max(least, most));
    Map<Moment, Long> replicas = new EnumMap<>(Moment.class);
    replicas.put(Moment.NOW, now);
    replicas.put(Moment.ROLLOUT, now + surge(child, spec, now));
    replicas.put(Moment.MAXIMUM, scaler.isPresent() ? Math.max(now, most) : now);
    return replicas;
  }

  private static Optional<JsonNode> scaler(Child child, Plan plan) {
    return plan.children().stream()
        .filter(
            other ->
                other.role().kind() == Kind.SCALED_OBJECT
                    || other.role().kind() == Kind.HORIZONTAL_POD_AUTOSCALER)
        .map(other -> (JsonNode) other.object().path("spec"))
        .filter(spec -> targets(spec.path("scaleTargetRef"), child))
        .findFirst();
  }

  private static boolean targets(JsonNode target, Child child) {
    return target.path("kind").asText().equals(child.key().kind().kind())
        && target.path("name").asText().equals(child.key().name());
  }

  private static long least(JsonNode scaler) {
    return scaler.path("minReplicas").asLong(scaler.path("minReplicaCount").asLong());
  }

  private static long most(JsonNode scaler) {
    return scaler.path("maxReplicas").asLong(scaler.path("maxReplicaCount").asLong(KEDA_MOST));
  }

  private static long surge(Child child, JsonNode spec, long replicas) {
    if (child.role().kind() == Kind.LEADER_WORKER_SET) {
      return share(spec.at("/rolloutStrategy/rollingUpdateConfiguration/maxSurge"), "0", replicas);
    }
    JsonNode strategy = spec.path("strategy");
    return strategy.path("type").asText().equals("Recreate")
        ? 0
        : share(strategy.at("/rollingUpdate/maxSurge"), "25%", replicas);
  }

  /** A number, or a percentage of the replicas, rounded up. */
  private static long share(JsonNode value, String otherwise, long replicas) {
    String text = value.isValueNode() && !value.isNull() ? value.asText() : otherwise;
    boolean isPercentage = text.endsWith("%");
    return QuantityText.amount(isPercentage ? text.substring(0, text.length() - 1) : text)
        .map(
            amount ->
                isPercentage
                    ? amount.multiply(BigDecimal.valueOf(replicas)).movePointLeft(2)
                    : amount)
        .filter(amount -> replicas > 0 && amount.signum() > 0)
        .map(amount -> amount.setScale(0, RoundingMode.UP).longValue())
        .orElse(0L);
  }
}
