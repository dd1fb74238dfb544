package io.llmisvc.reconcile;

import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.cluster.lease.Candidacy;
import io.llmisvc.cluster.lease.LeaderElection;
import io.llmisvc.cluster.storage.StorageMigration;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.model.naming.NamespacedName;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Contends for the lease from when the caches are full until the operator stops; then lets go of
 * it, so that the next one leads at once.
 */
@Singleton
final class Leader {
  private static final String LEASE = "llminferenceservice-kserve-controller-manager";

  /** As long as the longest request, and well within the grace period of the pod. */
  private static final Duration LAST_WRITES = Duration.ofSeconds(15);

  private static final int RESTART = 1;

  private final LeaderElection election;
  private final PassesInFlight passes;

  @Inject
  Leader(
      ClusterAccess access,
      OperatorRuntime runtime,
      FirstInstall install,
      StorageMigration migration,
      PassesInFlight passes) {
    this(
        access,
        new LeaderElection.Listener(
            () -> begin(runtime, install, migration), () -> Quarkus.asyncExit(RESTART)),
        passes);
  }

  /**
   * @param listener ends the operator after a restore, so that it is started again with nothing in
   *     its memory
   */
  Leader(ClusterAccess access, LeaderElection.Listener listener, PassesInFlight passes) {
    this.election = access.election(candidacy(), listener);
    this.passes = passes;
  }

  /** None blocks. Who works in some namespaces only cannot rewrite the objects of all. */
  static void begin(OperatorRuntime runtime, FirstInstall install, StorageMigration migration) {
    install.begin();
    if (runtime.settings().environment().watchedNamespaces().isEmpty()) {
      migration.begin();
    }
    runtime.begin();
  }

  static Candidacy candidacy() {
    String namespace = OperatorEnvironment.current().systemNamespace();
    return Candidacy.ofThisProcess(new NamespacedName(namespace, LEASE));
  }

  void start() {
    election.start();
  }

  /** False when nobody contends any more though nobody stopped that. */
  boolean isAlive() {
    return election.isAlive();
  }

  void stop() {
    election.stop(() -> passes.awaitNone(LAST_WRITES));
  }
}
