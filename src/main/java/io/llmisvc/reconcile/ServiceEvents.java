package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts passes of services for changes that the cluster's watches see. */
final class ServiceEvents extends SimpleInboundEventSource<StoredService>
    implements Cluster.Listener, ResourceEventAware<StoredService> {
  private final ChangeTimes changes;
  private @Nullable Cache<StoredService> services;
  private @Nullable ConfigStore configs;
  private Runnable starts = () -> {};
  private Consumer<NamespacedName> gone = service -> {};

  /**
   * @param changes hears of each new generation of a service
   */
  ServiceEvents(ChangeTimes changes) {
    super("cluster");
    this.changes = changes;
  }

  /**
   * Called once, before the controller starts.
   *
   * @param configs that services are composed of
   * @param whenServicesAreKnown runs before the first pass
   * @param whenGone hears of each service that is deleted, also of one that had no finalizer
   */
  void attach(
      Cache<StoredService> cache,
      ConfigStore configs,
      Runnable whenServicesAreKnown,
      Consumer<NamespacedName> whenGone) {
    services = cache;
    this.configs = configs;
    starts = whenServicesAreKnown;
    gone = whenGone;
  }

  /** What there is before the start is not news. */
  @Override
  public void onResourceCreated(StoredService service) {
    if (isRunning()) {
      changes.seen(service.id(), service.getMetadata().getGeneration());
    }
  }

  @Override
  public void onResourceUpdated(StoredService after, StoredService before) {
    Long generation = after.getMetadata().getGeneration();
    if (!generation.equals(before.getMetadata().getGeneration())) {
      changes.seen(after.id(), generation);
    }
  }

  @Override
  public void onResourceDeleted(StoredService service) {
    gone.accept(service.id());
  }

  @Override
  public void start() {
    starts.run();
    super.start();
  }

  @Override
  public void serviceChanged(NamespacedName service) {
    if (isRunning()) {
      propagateEvent(new ResourceID(service.name(), service.namespace()));
    }
  }

  @Override
  public void everythingChanged() {
    if (isRunning() && services != null) {
      services.keys().toList().forEach(this::propagateEvent);
    }
  }

  /** Every service; absent until it is known which there are. */
  Optional<Stream<StoredService>> known() {
    return isRunning() ? Optional.of(services()) : Optional.empty();
  }

  /** Those of the named configs that exist, as passes find them. */
  ConfigStore.Found configs(Set<NamespacedName> names) {
    return configs == null ? ConfigStore.Found.NOTHING : configs.find(names);
  }

  /** A service as cached. */
  Optional<StoredService> service(NamespacedName id) {
    return services == null
        ? Optional.empty()
        : services.get(new ResourceID(id.name(), id.namespace()));
  }

  /** Every service as cached. */
  Stream<StoredService> services() {
    return services == null ? Stream.empty() : services.list();
  }
}
