package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.model.NamespacedName;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts passes of services for changes that the cluster's watches see. */
final class ServiceEvents extends SimpleInboundEventSource<StoredService>
    implements Cluster.Listener {
  private @Nullable Cache<StoredService> services;
  private Runnable starts = () -> {};

  ServiceEvents() {
    super("cluster");
  }

  /**
   * Called once, before the controller starts.
   *
   * @param whenServicesAreKnown runs before the first pass
   */
  void attach(Cache<StoredService> cache, Runnable whenServicesAreKnown) {
    services = cache;
    starts = whenServicesAreKnown;
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

  /** Every service as cached. */
  Stream<StoredService> services() {
    return services == null ? Stream.empty() : services.list();
  }

  /** How many services exist; negative until that is known. */
  long count() {
    return isRunning() && services != null ? services.keys().count() : -1;
  }
}
