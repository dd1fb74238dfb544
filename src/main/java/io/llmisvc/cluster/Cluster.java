package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.LLMInferenceServiceConfigStatus;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.model.Plan;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.facts.ServerVersion;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.storage.LocalModelCache;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The cluster as the reconcilers see it: facts from memory, changes as calls, and the writers. */
public final class Cluster implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Cluster.class);

  private final KindClient client;
  private final Clock clock;
  private final Listener listener;
  private final ObjectStore store = new ObjectStore();
  private final ChildWatches children;
  private final References references;
  private final LocalModelWatches localModels;
  private final ServedKinds served;
  private final AskedVersion server;
  private final Fights fights;
  private final ChildWriter writer;
  private final ExecutorService followUp =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("llmisvc-kinds").unstarted(task));
  private Set<Kind> followed = EnumSet.noneOf(Kind.class);
  private @Nullable CompletableFuture<Void> started;
  private volatile boolean known;
  private volatile @Nullable ConfigMapWatch configuration;

  /** Who hears that something changed; called from the client's threads. */
  public interface Listener {
    /** A child or a reference of the service changed. */
    void serviceChanged(NamespacedName service);

    /** Something changed that every service may depend on. */
    void everythingChanged();
  }

  Cluster(KindClient client, Clock clock, Listener listener) {
    this.client = client;
    this.clock = clock;
    this.listener = listener;
    this.children = new ChildWatches(this.client, store, this::childChanged);
    this.references = new References(this.client, listener::serviceChanged);
    this.localModels = new LocalModelWatches(this.client);
    this.served =
        this.client.scope().isEverywhere()
            ? new DefinedKinds(this.client.client(), this::kindsChanged)
            : DiscoveredKinds.all(this.client.client(), this::kindsChanged);
    this.server = new AskedVersion(this.client.client());
    this.fights = new Fights(this.client, clock, listener::serviceChanged);
    this.writer = new ChildWriter(this.client, store, clock, fights);
  }

  /**
   * Sends the first request, for the server's version, which opens a connection while something
   * else starts. Once more does no harm.
   */
  public void connect() {
    server.connect();
  }

  /**
   * Starts the watches. Until all that they list first is known, nothing can be said of any
   * service. The first request is answered or given up when this returns, so that those which
   * follow, of others too, find a connection. To start them once more does no harm.
   *
   * @param operatorConfig the ConfigMap with the operator's settings
   * @param settings hears of its data, empty while it does not exist
   * @return complete when enough is known to plan
   */
  public synchronized CompletableFuture<Void> start(
      NamespacedName operatorConfig, Consumer<Map<String, String>> settings) {
    if (started == null) {
      started = begin(operatorConfig, settings);
    }
    return started;
  }

  private CompletableFuture<Void> begin(
      NamespacedName operatorConfig, Consumer<Map<String, String>> settings) {
    server.awaitFirst();
    ConfigMapWatch configMap = new ConfigMapWatch(client, operatorConfig, settings);
    configuration = configMap;
    children.watchAlways();
    ServedKinds.Look look = served.start();
    CompletableFuture<Void> first = look.served().thenComposeAsync(it -> followKinds(), followUp);
    CompletableFuture<Void> all = look.known().thenComposeAsync(it -> followKinds(), followUp);
    return CompletableFuture.allOf(configMap.synced(), first, all)
        .thenRun(
            () -> {
              known = true;
              kindsChanged(); // they may have while the first of them were read
            });
  }

  /** All has started: follows what that did not need, definitions of what is served anyway. */
  public void followRest() {
    served.followRest();
  }

  /** True when settings, served kinds and children were read. */
  public boolean isKnown() {
    return known;
  }

  /** What was not read yet, in words; empty when enough is known to plan. */
  public List<String> unread() {
    if (known) {
      return List.of();
    }
    ConfigMapWatch settings = configuration;
    if (settings == null) {
      return List.of("services and configs"); // without them nothing is started
    }
    List<String> unread = new ArrayList<>();
    if (!settings.isSynced()) {
      unread.add("the operator's ConfigMap");
    }
    served.unread().forEach(definition -> unread.add("CustomResourceDefinition " + definition));
    children.unread().forEach(kind -> unread.add("objects of kind " + kind.kind()));
    return unread;
  }

  /** What is known now about the cluster and this service's part of it; sends no request. */
  public ClusterFacts facts(NamespacedName service) {
    return new ClusterFacts(
            usable(), store.children(service), references.answers(references.likely(service)))
        .withServer(server.current());
  }

  /** Of a kind whose children are not known yet, nothing can be said. */
  private Set<Kind> usable() {
    Set<Kind> usable = served.current();
    usable.removeAll(children.unread());
    return usable;
  }

  /**
   * What is known of the cluster for a service, to be compared with another time.
   *
   * @param children another number whenever one of them changed
   */
  public record Knowledge(
      Set<Kind> served,
      long children,
      Map<Reference, List<ObjectNode>> references,
      @Nullable ServerVersion server) {}

  /** What {@link #facts} would be made of now. */
  public Knowledge knowledge(NamespacedName service) {
    return new Knowledge(
        usable(),
        store.version(service),
        references.answers(references.of(service)),
        server.current());
  }

  /** What is followed for the service now. */
  public Set<Reference> followed(NamespacedName service) {
    return references.of(service);
  }

  /**
   * Follows what a plan depends on from now on; waits a moment for what is new.
   *
   * @param known the facts of the plan
   * @return true when something was read that they do not hold
   */
  public boolean follow(NamespacedName service, Set<Reference> wanted, ClusterFacts known) {
    references.follow(service, wanted);
    return references.answers(wanted).entrySet().stream()
        .anyMatch(now -> !now.getValue().equals(known.references().get(now.getKey())));
  }

  /** Whether local caches of models are followed, where the cluster has such kinds. */
  public void wantLocalModels(boolean wanted) {
    localModels.want(wanted);
  }

  /**
   * The local caches that may have the model of a service in a namespace: first those of the
   * namespace, then those that all share, each by name. Absent while they are not wanted, or not
   * all of them can be told.
   */
  public Optional<List<LocalModelCache>> localModels(String namespace) {
    return known ? localModels.of(namespace) : Optional.empty();
  }

  /** How all watches are; several may be of one resource. */
  public List<WatchState> watches() {
    List<WatchState> states = new ArrayList<>(children.states());
    states.addAll(references.watches());
    states.addAll(localModels.states());
    states.addAll(served.watches());
    ConfigMapWatch settings = configuration;
    if (settings != null) {
      states.add(settings.state());
    }
    return states;
  }

  /** False when what follows up on changes of kinds has ended. */
  public boolean isAlive() {
    return !followUp.isShutdown();
  }

  /** When the first of the certificates ends that services have now. */
  public Optional<Instant> firstCertificateEnd() {
    return children.firstCertificateEnd();
  }

  /** Lets go of a service that is gone. */
  public void release(NamespacedName service) {
    references.follow(service, Set.of());
  }

  /** A live child of any service; sends no request. */
  public Optional<ObjectNode> child(ObjectKey key) {
    return store.get(key);
  }

  /** The live state of every object that the plan is about. */
  public Map<ObjectKey, ObjectNode> observe(Plan plan) {
    Map<ObjectKey, ObjectNode> live = new HashMap<>(store.children(plan.service().id()));
    plan.children().forEach(c -> store.get(c.key()).ifPresent(o -> live.put(c.key(), o)));
    plan.absent().forEach(c -> store.get(c.key()).ifPresent(o -> live.put(c.key(), o)));
    return live;
  }

  /** How long this operator may write. */
  public LeaseTerm term() {
    return client.term();
  }

  public ChildWriter writer() {
    return writer;
  }

  public SystemObjects systemObjects() {
    return new SystemObjects(client);
  }

  /** Annotations of the ConfigMap with the operator's settings; absent while there is none. */
  public Optional<Map<String, String>> configurationMarks() {
    ConfigMapWatch settings = configuration;
    return settings == null ? Optional.empty() : settings.annotations();
  }

  public StatusWriter<LLMInferenceServiceStatus, StoredService> serviceStatus() {
    return new StatusWriter<>(client, LLMInferenceServiceStatus.class, StoredService::new, clock);
  }

  public StatusWriter<LLMInferenceServiceConfigStatus, StoredConfig> configStatus() {
    return new StatusWriter<>(
        client, LLMInferenceServiceConfigStatus.class, StoredConfig::new, clock);
  }

  /**
   * @param component name of the controller that the events come from
   */
  public EventRecorder events(String component) {
    return new EventRecorder(client, component, clock);
  }

  /** Every service hears when enough is known: until then lists of children tell none. */
  private void childChanged(NamespacedName service) {
    if (known) {
      listener.serviceChanged(service);
    }
  }

  /** A kind counts as served when its children are known. */
  private void kindsChanged() {
    if (known && !followUp.isShutdown()) {
      followUp.execute(
          () -> {
            server.askAgain();
            CompletableFuture<Void> read = followKinds();
            listener.everythingChanged();
            if (!read.isDone()) {
              read.thenRun(listener::everythingChanged);
            }
          });
    }
  }

  private synchronized CompletableFuture<Void> followKinds() {
    Set<Kind> now = served.current();
    for (Kind gone : followed) {
      if (!now.contains(gone)) {
        LOG.infof(
            "kind is no longer served: kind=%s apiVersion=%s", gone.kind(), gone.apiVersion());
        references.forget(gone);
      }
    }
    followed = now;
    localModels.serve(now);
    return children.watch(now);
  }

  @Override
  public void close() {
    followUp.shutdownNow();
    if (configuration != null) {
      configuration.close();
    }
    fights.close();
    served.close();
    children.close();
    references.close();
    localModels.close();
  }
}
