package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.api.AppliedConfig;
import io.llmisvc.api.LLMInferenceServiceStatus;
import io.llmisvc.model.NamespacedName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which services name and use which configs: an index kept by the passes, so that a change of one
 * config finds its services without looking at the others.
 */
final class ConfigUsage {
  private final Map<NamespacedName, Use> uses = new HashMap<>();
  private final Index<String, NamespacedName> byName = new Index<>();

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

    /** What was applied decides; before a first composition every named config counts. */
    boolean uses(NamespacedName config) {
      return applied.isEmpty() ? names.contains(config.name()) : applied.contains(config);
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
   * @return the names of the configs whose users may have changed
   */
  synchronized Set<String> note(NamespacedName service, Use use) {
    Use before = Objects.requireNonNullElse(uses.put(service, use), Use.NONE);
    return reindex(service, before, use);
  }

  /** Notes that a service is gone. */
  synchronized Set<String> forget(NamespacedName service) {
    Use before = Objects.requireNonNullElse(uses.remove(service), Use.NONE);
    return reindex(service, before, Use.NONE);
  }

  private Set<String> reindex(NamespacedName service, Use before, Use now) {
    if (before.equals(now)) {
      return Set.of();
    }
    before.names.forEach(name -> byName.remove(name, service));
    now.names.forEach(name -> byName.add(name, service));
    Set<String> touched = new HashSet<>(before.names);
    touched.addAll(now.names);
    return touched;
  }

  /** The services to which a config of this name matters. */
  synchronized List<NamespacedName> naming(String config) {
    return byName.get(config).stream().sorted().toList();
  }

  synchronized boolean uses(NamespacedName service, NamespacedName config) {
    return Objects.requireNonNullElse(uses.get(service), Use.NONE).uses(config);
  }

  synchronized int size() {
    return uses.size();
  }
}
