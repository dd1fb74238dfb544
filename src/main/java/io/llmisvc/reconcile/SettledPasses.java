package io.llmisvc.reconcile;

import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.facts.GroupFacts;
import io.llmisvc.model.facts.Publisher;
import io.llmisvc.model.facts.Rival;
import io.llmisvc.model.naming.NamespacedName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes that found nothing to do. Where nothing has changed that such a pass rested on, another
 * one finds the same, and need not be made.
 */
final class SettledPasses {
  /** Certificates grow old without any change. */
  private static final Duration TRUSTED = Duration.ofHours(1);

  private final OperatorRuntime runtime;
  private final ConfigStore configs;
  private final Map<NamespacedName, Settled> settled = new ConcurrentHashMap<>();

  SettledPasses(OperatorRuntime runtime, ConfigStore configs) {
    this.runtime = runtime;
    this.configs = configs;
  }

  /**
   * All that a pass rests on, by versions.
   *
   * @param service uid and version
   * @param names the configs that were looked for
   */
  record Basis(
      String service,
      SettingsResult settings,
      List<NamespacedName> names,
      List<String> configs,
      Cluster.Knowledge knowledge,
      Map<String, Set<Publisher>> publishers,
      Map<String, Set<Rival>> rivals,
      GroupFacts group) {}

  private record Settled(Basis basis, Instant at) {}

  /** What a pass of the service would rest on now. */
  Basis basis(StoredService service, List<NamespacedName> configNames) {
    NamespacedName id = service.id();
    return new Basis(
        service.getMetadata().getUid() + "/" + service.getMetadata().getResourceVersion(),
        runtime.settings().current(),
        configNames,
        configs.versions(configNames),
        runtime.cluster().knowledge(id),
        runtime.settling().publishers(id),
        runtime.settling().rivals(id),
        runtime.settling().group(id));
  }

  /** True while the configs that a pass began with are the newest. */
  boolean areConfigsAsIn(Basis basis) {
    return configs.versions(basis.names).equals(basis.configs);
  }

  /** True when the last pass found nothing to do, and nothing that it rested on has changed. */
  boolean isSettled(StoredService service) {
    Settled last = settled.get(service.id());
    return last != null
        && last.at.plus(TRUSTED).isAfter(runtime.clock().instant())
        && last.basis.equals(basis(service, last.basis.names));
  }

  /**
   * Notes that a pass found nothing to do.
   *
   * @param before the basis as it was before the pass; what changed meanwhile needs another one
   */
  void note(StoredService service, Basis before) {
    if (before.equals(basis(service, before.names))) {
      settled.put(service.id(), new Settled(before, runtime.clock().instant()));
    }
  }

  void forget(NamespacedName service) {
    settled.remove(service);
  }
}
