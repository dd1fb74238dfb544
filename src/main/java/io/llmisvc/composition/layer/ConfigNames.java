package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.HashSet;
import java.util.Set;

/** Every config that a service may use, in each place where it is looked for. */
public final class ConfigNames {
  private ConfigNames() {}

  /** Names of the configs that count as used by every service. */
  public static Set<String> implied(Settings settings) {
    Set<String> names = new HashSet<>();
    for (WellKnown config : WellKnown.values()) {
      if (config.isMember()) {
        names.add(config.name(settings.configPrefix()));
      }
    }
    return names;
  }

  /** A bounded set: the well-known names, kept or current, and what the service names itself. */
  public static Set<NamespacedName> of(ObjectNode service, Settings settings) {
    ServiceMeta meta = ServiceMeta.of(service);
    Set<String> names = new HashSet<>(meta.statusAnnotations().values());
    names.addAll(new Pins(meta, settings).names());
    for (JsonNode reference : service.path("spec").path("baseRefs")) {
      names.add(reference.path("name").asText());
    }
    Set<NamespacedName> places = new HashSet<>();
    for (String name : names) {
      places.add(new NamespacedName(meta.namespace(), name));
      places.add(new NamespacedName(settings.systemNamespace(), name));
    }
    for (WellKnown config : WellKnown.values()) {
      places.add(new NamespacedName(meta.namespace(), config.usualName()));
    }
    return places;
  }
}
