package io.llmisvc.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.config.Environment;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The whole operator in this JVM, without Quarkus: the same reconcilers over the framework, started
 * and stopped by tests.
 */
final class TestOperator implements AutoCloseable {
  private static final int WORKERS =
      Integer.parseInt(
          ProductionSettings.get("quarkus.operator-sdk.concurrent-reconciliation-threads"));

  private final KubernetesClient client;
  private final Runtime runtime;
  private final Operator operator;
  private final Set<String> finished = ConcurrentHashMap.newKeySet();
  private final Set<String> putOff = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean lost = new AtomicBoolean();

  private TestOperator(KubernetesClient client, boolean isElected) {
    this.client = client;
    this.runtime =
        Wiring.runtime(new ClusterAccess(client), Environment.defaults(), Clock.systemUTC());
    NamespaceTurns turns = new NamespaceTurns(NamespaceTurns.Limits.of(WORKERS), Clock.systemUTC());
    this.operator =
        new Operator(
            overrider -> {
              overrider
                  .withKubernetesClient(client)
                  .withCloseClientOnStop(false)
                  .withMetrics(
                      new AggregatedMetrics(
                          List.of(
                              new PassOutcomes(turns), new Finished(runtime.cluster(), finished, putOff))))
                  .withExecutorService(new FairExecutor(turns));
              if (isElected) {
                overrider.withLeaderElectionConfiguration(
                    LeaderLease.of(Environment.defaults(), () -> lost.set(true)));
              }
            });
  }

  /** Starts an operator; returns when its caches are filled. The client is closed with it. */
  static TestOperator start(KubernetesClient client) {
    return start(new TestOperator(client, false));
  }

  /** The same, as one of several that waits for the lease. */
  static TestOperator startElected(KubernetesClient client) {
    return start(new TestOperator(client, true));
  }

  private static TestOperator start(TestOperator started) {
    started.operator.register(new LLMInferenceServiceReconciler(started.runtime));
    started.operator.register(new LLMInferenceServiceConfigReconciler(started.runtime));
    started.operator.start();
    return started;
  }

  /** Names of the objects, of either kind, that had a pass to its end. */
  Set<String> finished() {
    return finished;
  }

  /** Names of the objects whose passes came before enough was known. */
  Set<String> putOff() {
    return putOff;
  }

  /** What it has not read yet, in words. */
  List<String> unread() {
    return runtime.cluster().unread();
  }

  /** True when it would have ended itself, because it could not renew its lease. */
  boolean lostTheLease() {
    return lost.get();
  }

  private record Finished(Cluster cluster, Set<String> names, Set<String> putOff)
      implements Metrics {
    @Override
    public void reconciliationFinished(
        HasMetadata object, RetryInfo retry, Map<String, Object> metadata) {
      (cluster.isKnown() ? names : putOff).add(object.getMetadata().getName());
    }
  }

  @Override
  public void close() {
    operator.stop();
    runtime.cluster().close();
    client.close();
  }
}
