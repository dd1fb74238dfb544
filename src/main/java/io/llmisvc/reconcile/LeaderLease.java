package io.llmisvc.reconcile;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.llmisvc.config.Environment;
import java.time.Duration;

/**
 * One operator at a time writes; a second one waits until the first lets go of the lease. Who holds
 * it keeps it while the API server is away for a minute: by then the last renewal can be one retry
 * old, and one more passes until the next.
 */
final class LeaderLease {
  private static final String NAME = "llminferenceservice-kserve-controller-manager";
  private static final Duration DURATION = Duration.ofSeconds(137);
  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(107);
  private static final Duration RETRY_PERIOD = Duration.ofSeconds(26);

  private LeaderLease() {}

  /**
   * @param whenOver runs when the lease is lost, and at the end of the operator. It must end the
   *     operator: the framework by itself goes on working without a lease
   */
  static LeaderElectionConfiguration of(Environment environment, Runnable whenOver) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(NAME)
        .withLeaseNamespace(environment.systemNamespace())
        .withLeaseDuration(DURATION)
        .withRenewDeadline(RENEW_DEADLINE)
        .withRetryPeriod(RETRY_PERIOD)
        .withLeaderCallbacks(new LeaderCallbacks(() -> {}, whenOver, leader -> {}))
        .build();
  }
}
