package io.llmisvc.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.llmisvc.cluster.lease.BoundedWrites;
import java.util.Map;
import java.util.Objects;

/** Tells the turns how passes ended: the framework says it to whom measures, and to no other. */
final class PassOutcomes implements Metrics {
  private final NamespaceTurns turns;

  PassOutcomes(NamespaceTurns turns) {
    this.turns = turns;
  }

  @Override
  public void reconciliationFailed(
      HasMetadata object, RetryInfo retry, Exception cause, Map<String, Object> metadata) {
    if (!BoundedWrites.isRefusal(cause)) { // which is no fault of the namespace
      turns.failed(namespace(object));
    }
  }

  @Override
  public void reconciliationSucceeded(HasMetadata object, Map<String, Object> metadata) {
    turns.succeeded(namespace(object));
  }

  private static String namespace(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getNamespace(), "");
  }
}
