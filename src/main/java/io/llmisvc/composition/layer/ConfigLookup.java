package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a config by name: in the namespace of the service, else in the system namespace. The first
 * hit is used alone. A well-known config is also found by its usual name, whatever its version.
 */
final class ConfigLookup {
  private final Map<NamespacedName, ObjectNode> configs;
  private final Pins pins;
  private final String serviceNamespace;
  private final String systemNamespace;

  ConfigLookup(Inputs inputs, Pins pins) {
    this.pins = pins;
    configs = inputs.configs();
    serviceNamespace = inputs.meta().namespace();
    systemNamespace = inputs.settings().systemNamespace();
  }

  record Found(NamespacedName id, ObjectNode config) {}

  Optional<Found> find(String name) {
    return in(serviceNamespace, name).or(() -> ofUser(name)).or(() -> ofSystem(name));
  }

  /** Users know no versions. */
  private Optional<Found> ofUser(String name) {
    return serviceNamespace.equals(systemNamespace)
        ? Optional.empty()
        : pins.usualName(name).flatMap(usual -> in(serviceNamespace, usual));
  }

  /** The config of the system namespace that the one found by this name hides. */
  Optional<NamespacedName> shadowedBy(Found found, String name) {
    if (found.id().namespace().equals(systemNamespace)) {
      return Optional.empty();
    }
    return ofSystem(name).map(Found::id);
  }

  private Optional<Found> ofSystem(String name) {
    return in(systemNamespace, name)
        .or(() -> pins.meant(name).flatMap(meant -> in(systemNamespace, meant)));
  }

  /** Why a name was not found, with everything that was tried. */
  String notFound(String name) {
    String places =
        serviceNamespace.equals(systemNamespace)
            ? "namespace " + serviceNamespace
            : "the namespaces " + serviceNamespace + " and " + systemNamespace;
    return "config %s does not exist in %s; create it there, or correct the name"
        .formatted(name, places);
  }

  private Optional<Found> in(String namespace, String name) {
    NamespacedName id = new NamespacedName(namespace, name);
    return Optional.ofNullable(configs.get(id)).map(config -> new Found(id, config));
  }
}
