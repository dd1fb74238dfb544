package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts passes of configs when a service begins or ceases to use them. */
final class ConfigEvents extends SimpleInboundEventSource<StoredConfig> {
  private @Nullable Cache<StoredConfig> cache;

  ConfigEvents() {
    super("services");
  }

  /** Called once, before the controller starts. */
  void attach(Cache<StoredConfig> cache) {
    this.cache = cache;
  }

  /** A config as it is known. */
  Optional<StoredConfig> find(NamespacedName config) {
    return cache == null
        ? Optional.empty()
        : cache.get(new ResourceID(config.name(), config.namespace()));
  }

  void everythingChanged() {
    if (isRunning() && cache != null) {
      cache.keys().toList().forEach(this::propagateEvent);
    }
  }

  /** Configs that do not exist may be among them. */
  void usersChanged(Set<NamespacedName> configs) {
    if (isRunning()) {
      configs.forEach(config -> propagateEvent(new ResourceID(config.name(), config.namespace())));
    }
  }
}
