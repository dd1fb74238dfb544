package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.memo.Index;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.status.Users;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which services name and use which configs: an index kept by the passes and by the deletions that
 * the watch sees, so that neither a change of a config nor one of a service looks at the others.
 */
final class ConfigUsage {
  private final String systemNamespace;
  private final Map<NamespacedName, Use> uses = new HashMap<>();
  private final Index<String, NamespacedName> byName = new Index<>();
  private final Index<NamespacedName, NamespacedName> users = new Index<>();
  private final Index<String, NamespacedName> scopes = new Index<>();

  /** Of the index of scopes: that of all services; no namespace has this name. */
  private static final String EVERYWHERE = "";

  ConfigUsage(String systemNamespace) {
    this.systemNamespace = systemNamespace;
  }

  /**
   * @param names every config name that matters: named by the service, kept by it, applied to it
   * @param applied what took part in the last composition; empty before the first
   */
  record Use(Set<String> names, Set<NamespacedName> applied) {
    static final Use NONE = new Use(Set.of(), Set.of());

    static Use of(JsonNode service, @Nullable LLMInferenceServiceStatus status) {
      Set<String> names = new HashSet<>();
      service.path("spec").path("baseRefs").forEach(ref -> names.add(ref.path("name").asText()));
      if (status == null) {
        return new Use(Set.copyOf(names), Set.of());
      }
      names.addAll(status.annotations().values());
      Set<NamespacedName> applied =
          status.appliedConfigs().stream().map(Use::name).collect(Collectors.toUnmodifiableSet());
      applied.forEach(config -> names.add(config.name()));
      return new Use(Set.copyOf(names), applied);
    }

    private static NamespacedName name(AppliedConfig applied) {
      return new NamespacedName(
          Objects.requireNonNullElse(applied.namespace(), ""),
          Objects.requireNonNullElse(applied.name(), ""));
    }
  }

  /**
   * Notes what a service uses now.
   *
   * @return the configs that it began or ceased to use
   */
  synchronized Set<NamespacedName> note(NamespacedName service, Use use) {
    Use before = Objects.requireNonNullElse(uses.put(service, use), Use.NONE);
    scopes.add(service.namespace(), service);
    scopes.add(EVERYWHERE, service);
    return reindex(service, before, use);
  }

  /** Notes that a service is gone. */
  synchronized Set<NamespacedName> forget(NamespacedName service) {
    Use before = Objects.requireNonNullElse(uses.remove(service), Use.NONE);
    scopes.remove(service.namespace(), service);
    scopes.remove(EVERYWHERE, service);
    return reindex(service, before, Use.NONE);
  }

  synchronized boolean knows(NamespacedName service) {
    return uses.containsKey(service);
  }

  /** The services to which a config of this name matters. */
  synchronized List<NamespacedName> naming(String config) {
    return List.copyOf(byName.get(config));
  }

  /** The services that use a config. */
  synchronized Users users(NamespacedName config) {
    return Users.of(users.get(config));
  }

  /**
   * How many services use each config.
   *
   * @param counted whether the use of a config by a service counts: first the service, then the
   *     config
   */
  synchronized Map<NamespacedName, Integer> countUsers(
      BiPredicate<NamespacedName, NamespacedName> counted) {
    Map<NamespacedName, Integer> counts = new HashMap<>();
    uses.forEach(
        (service, use) ->
            configs(service, use).stream()
                .filter(config -> counted.test(service, config))
                .forEach(config -> counts.merge(config, 1, Integer::sum)));
    return counts;
  }

  /** All services that may use a config: those of its namespace, or all when it is shared. */
  synchronized Users inScope(NamespacedName config) {
    boolean isShared = config.namespace().equals(systemNamespace);
    return Users.of(scopes.get(isShared ? EVERYWHERE : config.namespace()));
  }

  private Set<NamespacedName> reindex(NamespacedName service, Use before, Use now) {
    if (before.equals(now)) {
      return Set.of();
    }
    before.names.forEach(name -> byName.remove(name, service));
    now.names.forEach(name -> byName.add(name, service));
    Set<NamespacedName> left = configs(service, before);
    Set<NamespacedName> used = configs(service, now);
    left.forEach(config -> users.remove(config, service));
    used.forEach(config -> users.add(config, service));
    Set<NamespacedName> touched = new HashSet<>(left);
    touched.addAll(used);
    touched.removeIf(config -> left.contains(config) && used.contains(config));
    return touched;
  }

  /** What was applied decides; before a first composition every named config counts. */
  private Set<NamespacedName> configs(NamespacedName service, Use use) {
    if (!use.applied.isEmpty()) {
      return use.applied;
    }
    Set<NamespacedName> configs = new HashSet<>();
    for (String name : use.names) {
      configs.add(new NamespacedName(service.namespace(), name));
      configs.add(new NamespacedName(systemNamespace, name));
    }
    return configs;
  }
}
