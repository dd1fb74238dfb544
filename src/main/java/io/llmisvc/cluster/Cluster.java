package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.api.LLMInferenceServiceConfigStatus;
import io.llmisvc.api.LLMInferenceServiceStatus;
import io.llmisvc.model.ClusterFacts;
import io.llmisvc.model.Kind;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.ObjectKey;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Reference;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The cluster as the reconcilers see it: facts from memory, changes as calls, and the writers. */
public final class Cluster implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Cluster.class);

  private final KindClient client;
  private final Clock clock;
  private final Listener listener;
  private final ObjectStore store = new ObjectStore();
  private final ChildWatches children;
  private final References references;
  private final ServedKinds served;
  private final ChildWriter writer;
  private final ExecutorService followUp =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("llmisvc-kinds").unstarted(task));
  private Set<Kind> followed = EnumSet.noneOf(Kind.class);

  /** Who hears that something changed; called from the client's threads. */
  public interface Listener {
    /** A child or a reference of the service changed. */
    void serviceChanged(NamespacedName service);

    /** Something changed that every service may depend on. */
    void everythingChanged();
  }

  Cluster(KubernetesClient client, Clock clock, Listener listener) {
    this.client = new KindClient(client);
    this.clock = clock;
    this.listener = listener;
    this.children = new ChildWatches(this.client, store, listener::serviceChanged);
    this.references = new References(this.client, listener::serviceChanged);
    this.served = new ServedKinds(this.client, this::kindsChanged);
    this.writer = new ChildWriter(this.client, store, clock);
  }

  /**
   * Starts the watches and waits for their first lists.
   *
   * @return false when not all came in time; they go on trying
   */
  public boolean start(Duration timeout) {
    boolean known = served.start(timeout);
    return followKinds(timeout) && known;
  }

  /** What is known now about the cluster and this service's part of it; sends no request. */
  public ClusterFacts facts(NamespacedName service) {
    return new ClusterFacts(
        served.current(), store.children(service), references.answers(references.of(service)));
  }

  /** What is followed for the service now. */
  public Set<Reference> followed(NamespacedName service) {
    return references.of(service);
  }

  /**
   * Follows what a plan depends on from now on; waits for what is new.
   *
   * @return true when something was read that the plan did not know
   */
  public boolean follow(NamespacedName service, Set<Reference> wanted) {
    Set<Reference> before = references.of(service);
    references.follow(service, wanted);
    return !before.containsAll(wanted);
  }

  /** Lets go of a service that is gone. */
  public void release(NamespacedName service) {
    references.follow(service, Set.of());
  }

  /** The live state of every object that the plan is about. */
  public Map<ObjectKey, ObjectNode> observe(Plan plan) {
    Map<ObjectKey, ObjectNode> live = new HashMap<>(store.children(plan.service().id()));
    plan.children().forEach(c -> store.get(c.key()).ifPresent(o -> live.put(c.key(), o)));
    plan.absent().forEach(c -> store.get(c.key()).ifPresent(o -> live.put(c.key(), o)));
    return live;
  }

  /** Follows the data of one ConfigMap; empty while it does not exist. */
  public void followConfigMap(NamespacedName name, Consumer<Map<String, String>> changed) {
    Watch.start(
            client.in(Kind.CONFIG_MAP, name.namespace()).withField("metadata.name", name.name()),
            new ConfigMapData(changed))
        .await(Duration.ofSeconds(20));
  }

  public ChildWriter writer() {
    return writer;
  }

  public StatusWriter<LLMInferenceServiceStatus, StoredService> serviceStatus() {
    return new StatusWriter<>(client.client(), LLMInferenceServiceStatus.class, StoredService::new);
  }

  public StatusWriter<LLMInferenceServiceConfigStatus, StoredConfig> configStatus() {
    return new StatusWriter<>(
        client.client(), LLMInferenceServiceConfigStatus.class, StoredConfig::new);
  }

  /**
   * @param component name of the controller that the events come from
   */
  public EventRecorder events(String component) {
    return new EventRecorder(client.client(), component, clock);
  }

  private void kindsChanged() {
    if (!followUp.isShutdown()) {
      followUp.execute(
          () -> {
            followKinds(Duration.ofSeconds(30));
            listener.everythingChanged();
          });
    }
  }

  private synchronized boolean followKinds(Duration timeout) {
    Set<Kind> now = served.current();
    for (Kind gone : followed) {
      if (!now.contains(gone)) {
        LOG.infof(
            "kind is no longer served: kind=%s apiVersion=%s", gone.kind(), gone.apiVersion());
        references.forget(gone);
      }
    }
    followed = now;
    return children.watch(now, timeout);
  }

  @Override
  public void close() {
    followUp.shutdownNow();
    served.close();
    children.close();
    references.close();
  }

  private record ConfigMapData(Consumer<Map<String, String>> changed) implements Watch.Listener {
    @Override
    public void changed(ObjectNode object) {
      Map<String, String> data = new LinkedHashMap<>();
      object
          .path("data")
          .properties()
          .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
      changed.accept(data);
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {
      changed.accept(Map.of());
    }
  }
}
