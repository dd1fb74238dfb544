package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts passes of configs when a service begins or ceases to use them, and hears how configs
 * change.
 */
final class ConfigEvents extends SimpleInboundEventSource<StoredConfig>
    implements ResourceEventAware<StoredConfig> {
  private @Nullable Cache<StoredConfig> cache;
  private Consumer<NamespacedName> changed = config -> {};

  ConfigEvents() {
    super("services");
  }

  /**
   * Called once, before the controller starts.
   *
   * @param whenChanged hears of each config whose spec changes, that comes or that goes from then
   *     on
   */
  void attach(Cache<StoredConfig> cache, Consumer<NamespacedName> whenChanged) {
    this.cache = cache;
    changed = whenChanged;
  }

  @Override
  public void onResourceCreated(StoredConfig config) {
    if (isRunning()) {
      changed.accept(config.id());
    }
  }

  @Override
  public void onResourceUpdated(StoredConfig after, StoredConfig before) {
    if (!Objects.equals(
        after.getMetadata().getGeneration(), before.getMetadata().getGeneration())) {
      changed.accept(after.id());
    }
  }

  @Override
  public void onResourceDeleted(StoredConfig config) {
    changed.accept(config.id());
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
