package io.llmisvc.reconcile;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when enough of the cluster is known to plan; until then it says what is missing. */
@Readiness
@Singleton
final class KnowledgeCheck implements HealthCheck {
  private final OperatorRuntime runtime;

  @Inject
  KnowledgeCheck(OperatorRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public HealthCheckResponse call() {
    List<String> unread = runtime.cluster().unread();
    return unread.isEmpty() && runtime.cluster().isKnown()
        ? HealthCheckResponse.up("cluster is read")
        : HealthCheckResponse.named("cluster is read")
            .down()
            .withData("waiting for", String.join(", ", unread))
            .build();
  }
}
