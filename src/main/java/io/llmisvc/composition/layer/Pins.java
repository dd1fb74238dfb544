package io.llmisvc.composition.layer;

import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The well-known configs that a service has seen first and keeps when the prefix changes, so that
 * an upgrade of the operator does not change running services.
 */
public final class Pins {
  private final String prefix;
  private final boolean enabled;
  private final Map<String, String> byKey = new LinkedHashMap<>();

  public Pins(ServiceMeta meta, Settings settings) {
    prefix = settings.configPrefix();
    enabled = settings.versionedConfigs();
    Map<String, String> remembered = meta.statusAnnotations();
    for (WellKnown config : WellKnown.values()) {
      String name = remembered.getOrDefault(config.pin(), "");
      if (!name.isEmpty()) {
        byKey.put(config.pin(), name);
      } else if (enabled && config.isMember()) {
        byKey.put(config.pin(), config.name(prefix));
      }
    }
  }

  /**
   * The name to look up. The route depends on the gateway's version and is never kept. What is not
   * remembered by name is of the version that the service began with.
   */
  String nameOf(WellKnown config) {
    if (!enabled || config == WellKnown.ROUTER_ROUTE) {
      return config.name(prefix);
    }
    String kept = byKey.get(config.pin());
    return kept == null ? config.name(firstPrefix()) : kept;
  }

  private String firstPrefix() {
    String template = byKey.getOrDefault(WellKnown.TEMPLATE.pin(), "");
    String suffix = WellKnown.TEMPLATE.suffix();
    return template.endsWith(suffix)
        ? template.substring(0, template.length() - suffix.length())
        : prefix;
  }

  /** The usual name of what the service gets under this one. */
  Optional<String> usualName(String name) {
    return first(config -> nameOf(config).equals(name))
        .map(WellKnown::usualName)
        .filter(usual -> !usual.equals(name));
  }

  /** What somebody means who says a usual name where nothing is called so. */
  Optional<String> meant(String usualName) {
    return first(config -> config.usualName().equals(usualName))
        .map(config -> nameOf(config).equals(usualName) ? config.name(prefix) : nameOf(config))
        .filter(name -> !name.equals(usualName));
  }

  private static Optional<WellKnown> first(Predicate<WellKnown> condition) {
    return Arrays.stream(WellKnown.values()).filter(condition).findFirst();
  }

  /** Every name that a well-known config may be looked up by. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    for (WellKnown config : WellKnown.values()) {
      names.add(nameOf(config));
      names.add(config.name(prefix));
    }
    return names;
  }

  /** Name by annotation key: what the service is to remember. */
  public Map<String, String> byKey() {
    return Map.copyOf(byKey);
  }
}
