package io.llmisvc.composition.layer;

import io.llmisvc.model.Inputs;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The well-known configs that a service has seen first and keeps when the prefix changes, so that
 * an upgrade of the operator does not change running services.
 */
public final class Pins {
  private static final String KEY_PREFIX = "serving.kserve.io/";

  private final String prefix;
  private final boolean enabled;
  private final Map<String, String> byKey = new LinkedHashMap<>();

  public Pins(Inputs inputs) {
    prefix = inputs.settings().configPrefix();
    enabled = inputs.settings().versionedConfigs();
    Map<String, String> remembered = inputs.meta().statusAnnotations();
    for (WellKnown config : WellKnown.values()) {
      String name = remembered.getOrDefault(key(config), "");
      if (!name.isEmpty()) {
        byKey.put(key(config), name);
      } else if (enabled && config.isMember()) {
        byKey.put(key(config), config.name(prefix));
      }
    }
  }

  /** The name to look up. The route depends on the gateway's version and is never kept. */
  String nameOf(WellKnown config) {
    String current = config.name(prefix);
    if (!enabled || config == WellKnown.ROUTER_ROUTE) {
      return current;
    }
    return byKey.getOrDefault(key(config), current);
  }

  /** Name by annotation key: what the service is to remember. */
  public Map<String, String> byKey() {
    return Map.copyOf(byKey);
  }

  private static String key(WellKnown config) {
    return KEY_PREFIX + config.suffix();
  }
}
