package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a config by name: in the namespace of the service, else in the system namespace. The first
 * hit is used alone.
 */
final class ConfigLookup {
  private final Map<NamespacedName, ObjectNode> configs;
  private final String serviceNamespace;
  private final String systemNamespace;

  ConfigLookup(Inputs inputs) {
    configs = inputs.configs();
    serviceNamespace = inputs.meta().namespace();
    systemNamespace = inputs.settings().systemNamespace();
  }

  record Found(NamespacedName id, ObjectNode config) {}

  Optional<Found> find(String name) {
    return in(serviceNamespace, name).or(() -> in(systemNamespace, name));
  }

  /** The config of the system namespace that the found one hides. */
  Optional<NamespacedName> shadowedBy(Found found) {
    if (found.id().namespace().equals(systemNamespace)) {
      return Optional.empty();
    }
    return in(systemNamespace, found.id().name()).map(Found::id);
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
