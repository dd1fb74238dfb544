package io.llmisvc.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.llmisvc.admission.Admission;
import io.llmisvc.cluster.ApiRequests;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.cluster.OperatorClient;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.lease.LeaderElection;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.cluster.storage.StorageMigration;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.WebhookEnvironment;
import io.llmisvc.metrics.Meters;
import io.llmisvc.testing.ControlPlane;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The whole operator in this JVM, without Quarkus: the same reconcilers over the framework, started
 * and stopped by tests.
 */
final class TestOperator implements AutoCloseable {
  static final String VERSION = "1.2.3";
  private static final int WORKERS =
      Integer.parseInt(ProductionSettings.operator("concurrent-reconciliation-threads"));

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final KubernetesClient client;
  private final OperatorRuntime runtime;
  private final Operator operator;
  private final FirstInstall install;
  private final StorageMigration migration;
  private final PassesInFlight passes = new PassesInFlight();
  private final Set<String> finished = ConcurrentHashMap.newKeySet();
  private final Set<String> putOff = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean wantsRestart = new AtomicBoolean();
  private final @Nullable Leader leader;

  private TestOperator(
      KubernetesClient client, OperatorEnvironment environment, @Nullable LeaseTerm term) {
    ClusterAccess access =
        term == null ? new ClusterAccess(client) : new ClusterAccess(client, term, requests());
    this.client = client;
    this.runtime =
        Wiring.runtime(access, environment, Clock.systemUTC(), new Meters(registry), Spans.none());
    OperatorGauges.register(runtime);
    this.install = new FirstInstall(runtime, VERSION);
    this.migration = new StorageMigration(client, runtime.term(), new OwnDefinitions(client));
    NamespaceTurns turns = new NamespaceTurns(NamespaceTurns.Limits.of(WORKERS), Clock.systemUTC());
    this.operator =
        new Operator(
            overrider ->
                overrider
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withStopOnInformerErrorDuringStartup(
                        ProductionSettings.isSet("stop-on-informer-error-during-startup"))
                    .withCacheSyncTimeout(ProductionSettings.duration("cache-sync-timeout"))
                    .withMetrics(
                        new AggregatedMetrics(
                            List.of(
                                new PassOutcomes(turns),
                                new Finished(runtime.cluster(), finished, putOff),
                                passes)))
                    .withExecutorService(new FairExecutor(turns)));
    this.leader =
        term == null
            ? null
            : new Leader(
                access,
                new LeaderElection.Listener(
                    () -> Leader.begin(runtime, install, migration), () -> wantsRestart.set(true)),
                passes);
  }

  /**
   * Starts an operator that is the only one; returns when its caches are filled. The client is
   * closed with it.
   */
  static TestOperator start(KubernetesClient client) {
    return start(client, OperatorEnvironment.defaults());
  }

  /** The same, in an environment of its own. */
  static TestOperator start(KubernetesClient client, OperatorEnvironment environment) {
    return start(new TestOperator(client, environment, null));
  }

  /** The same, as one of several that waits for the lease. */
  static TestOperator startElected(Config config) {
    return startElected(config, OperatorEnvironment.defaults());
  }

  /** The same, in an environment of its own. */
  static TestOperator startElected(Config config, OperatorEnvironment environment) {
    LeaseTerm term = new LeaseTerm();
    KubernetesClientBuilder builder =
        new KubernetesClientBuilder()
            .withKubernetesSerialization(ClientFormat.serialization())
            .withHttpClientFactory(ControlPlane.CONNECTIONS);
    KubernetesClient client = OperatorClient.bounded(builder, config, term, requests());
    return start(new TestOperator(client, environment, term));
  }

  private static ApiRequests requests() {
    return new ApiRequests(Meters.unseen(), Clock.systemUTC());
  }

  private static TestOperator start(TestOperator started) {
    var services = new LLMInferenceServiceReconciler(started.runtime);
    var configs = new LLMInferenceServiceConfigReconciler(started.runtime);
    started.operator.register(services, services::updateConfigurationFrom);
    started.operator.register(configs, configs::updateConfigurationFrom);
    started.operator.start();
    started.runtime.followRest();
    if (started.leader != null) {
      started.leader.start();
    }
    return started;
  }

  /** What it says of objects before they are stored. */
  Admission admission() {
    return new Admission(
        runtime.planner(), new LiveSurroundings(runtime, WebhookEnvironment.threads()), true);
  }

  KubernetesClient client() {
    return client;
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

  /** Its metrics as Prometheus reads them. */
  String scrape() {
    return registry.scrape();
  }

  /** As when it leads once more after another one did. */
  void beginTerm() {
    runtime.begin();
  }

  /** True when it would have ended, to be started again with nothing in its memory. */
  boolean wantsRestart() {
    return wantsRestart.get();
  }

  /** True while it may write. */
  boolean isLeading() {
    return !runtime.term().isOver();
  }

  private record Finished(Cluster cluster, Set<String> names, Set<String> putOff)
      implements Metrics {
    @Override
    public void reconciliationFinished(
        HasMetadata object, RetryInfo retry, Map<String, Object> metadata) {
      if (hasOurFinalizer(object)) {
        (cluster.isKnown() ? names : putOff).add(object.getMetadata().getName());
      }
    }

    /** Before it had one, the framework added it and did nothing else. */
    private static boolean hasOurFinalizer(HasMetadata object) {
      return object.hasFinalizer(LLMInferenceServiceReconciler.FINALIZER)
          || object.hasFinalizer(LLMInferenceServiceConfigReconciler.FINALIZER);
    }
  }

  @Override
  public void close() {
    if (leader != null) {
      leader.stop();
    }
    operator.stop();
    install.close();
    migration.close();
    runtime.cluster().close();
    client.close();
  }
}
