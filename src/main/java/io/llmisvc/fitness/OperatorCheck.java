package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the operator runs, and leads. */
final class OperatorCheck {
  /** Clocks differ, and a lease may be taken over by another replica meanwhile. */
  private static final int LATE = 2;

  private OperatorCheck() {}

  static List<FitnessLine> of(Snapshot snapshot) {
    if (!snapshot.knows(ClusterPart.DEPLOYMENTS)) {
      return lease(snapshot).stream().toList();
    }
    Optional<InstalledOperator> operator = InstalledOperator.of(snapshot);
    if (operator.isEmpty()) {
      return List.of(missing(snapshot));
    }
    List<FitnessLine> lines = new ArrayList<>();
    lines.add(deployment(operator.get().deployment()));
    lease(snapshot).ifPresent(lines::add);
    return lines;
  }

  private static FitnessLine missing(Snapshot snapshot) {
    Optional<FitnessLine> leads =
        lease(snapshot).filter(line -> line.outcome() == Outcome.LEASE_OK);
    return leads.isPresent()
        ? Outcome.OPERATOR_ELSEWHERE.line(
            snapshot.systemNamespace(), holder(snapshot.all(ClusterPart.LEASE).getFirst()))
        : Outcome.OPERATOR_MISSING.line(snapshot.systemNamespace());
  }

  private static FitnessLine deployment(ObjectNode deployment) {
    int replicas = deployment.at("/spec/replicas").asInt(1);
    int available = deployment.at("/status/availableReplicas").asInt();
    String id = Traits.id(deployment);
    if (available == 0) {
      JsonNode condition = Traits.condition(deployment.path("status"), "Available");
      String reason = replicas == 0 ? "it has 0 replicas" : Traits.reason(condition);
      return Outcome.OPERATOR_UNAVAILABLE.line(id, reason, Traits.namespace(deployment));
    }
    return available < replicas
        ? Outcome.OPERATOR_SHORT.line(
            id, "" + available, "" + replicas, Traits.namespace(deployment))
        : Outcome.OPERATOR_OK.line(id, "" + available, "" + replicas);
  }

  /** Empty when it may not be read. */
  private static Optional<FitnessLine> lease(Snapshot snapshot) {
    if (!snapshot.knows(ClusterPart.LEASE)) {
      return Optional.empty();
    }
    String name = snapshot.systemNamespace() + "/" + Fitness.LEASE;
    if (snapshot.all(ClusterPart.LEASE).isEmpty()) {
      return Optional.of(Outcome.LEASE_FREE.line(name));
    }
    ObjectNode lease = snapshot.all(ClusterPart.LEASE).getFirst();
    String holder = holder(lease);
    Optional<Instant> renewed = time(lease.at("/spec/renewTime").asText());
    if (holder.isBlank() || renewed.isEmpty()) {
      return Optional.of(Outcome.LEASE_FREE.line(name));
    }
    long age = Math.max(0, Duration.between(renewed.get(), snapshot.now()).toSeconds());
    boolean isFresh = age <= (long) LATE * lease.at("/spec/leaseDurationSeconds").asInt();
    return Optional.of(
        isFresh
            ? Outcome.LEASE_OK.line(holder, "" + age)
            : Outcome.LEASE_STALE.line(holder, name, "" + age));
  }

  private static String holder(JsonNode lease) {
    return lease.at("/spec/holderIdentity").asText();
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
