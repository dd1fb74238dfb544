package io.llmisvc.cluster;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.llmisvc.model.naming.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Which optional kinds the API server serves, followed at run time: one watch per
 * CustomResourceDefinition by its name, of which only the served versions are kept. Kinds without
 * one are asked for.
 */
final class DefinedKinds implements ServedKinds {
  static final ResourceDefinitionContext DEFINITIONS =
      new ResourceDefinitionContext.Builder()
          .withGroup("apiextensions.k8s.io")
          .withVersion("v1")
          .withKind("CustomResourceDefinition")
          .withPlural("customresourcedefinitions")
          .withNamespaced(false)
          .build();

  private final KindClient client;
  private final Runnable changed;
  private final ServedKinds builtIn;
  private final Set<Kind> served = EnumSet.noneOf(Kind.class);
  private final Map<String, Watch> watches = new HashMap<>();

  DefinedKinds(KindClient client, Runnable changed) {
    this.client = client;
    this.changed = changed;
    this.builtIn =
        new DiscoveredKinds(
            client.client(),
            Kind.optional().filter(kind -> !kind.isDefined()).collect(toSet()),
            changed);
  }

  @Override
  public synchronized CompletableFuture<Void> start() {
    Map<String, List<Kind>> byDefinition = new TreeMap<>();
    Kind.optional()
        .filter(Kind::isDefined)
        .forEach(
            kind ->
                byDefinition
                    .computeIfAbsent(kind.plural() + "." + kind.group(), d -> new ArrayList<>())
                    .add(kind));
    byDefinition.forEach((definition, kinds) -> watches.put(definition, watch(definition, kinds)));
    return CompletableFuture.allOf(
        Stream.concat(Stream.of(builtIn.start()), watches.values().stream().map(Watch::synced))
            .toArray(CompletableFuture[]::new));
  }

  @Override
  public synchronized Set<String> unread() {
    Set<String> unread = new TreeSet<>(builtIn.unread());
    watches.forEach(
        (definition, watch) -> {
          if (!watch.isSynced()) {
            unread.add(definition);
          }
        });
    return unread;
  }

  @Override
  public Set<Kind> current() {
    Set<Kind> current = builtIn.current();
    synchronized (served) {
      current.addAll(served);
    }
    return current;
  }

  @Override
  public synchronized List<WatchState> watches() {
    return watches.values().stream().map(watch -> watch.state(DEFINITIONS.getPlural())).toList();
  }

  private Watch watch(String definition, List<Kind> kinds) {
    return Watch.start(
        client
            .client()
            .genericKubernetesResources(DEFINITIONS)
            .withField("metadata.name", definition),
        DefinedKinds::withoutSchemas,
        new Watch.Listener() {
          @Override
          public void changed(ObjectNode object) {
            kinds.forEach(kind -> set(kind, serves(object, kind)));
          }

          @Override
          public void deleted(ObjectNode last, boolean missed) {
            kinds.forEach(kind -> set(kind, false));
          }
        });
  }

  private void set(Kind kind, boolean isServed) {
    boolean differs;
    synchronized (served) {
      differs = isServed ? served.add(kind) : served.remove(kind);
    }
    if (differs) {
      changed.run();
    }
  }

  private static boolean serves(JsonNode definition, Kind kind) {
    for (JsonNode condition : definition.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Established")
          && condition.path("status").asText().equals("True")) {
        return servesVersion(definition, kind);
      }
    }
    return false;
  }

  private static boolean servesVersion(JsonNode definition, Kind kind) {
    for (JsonNode version : definition.path("spec").path("versions")) {
      if (version.path("name").asText().equals(kind.version())
          && version.path("served").asBoolean()) {
        return true;
      }
    }
    return false;
  }

  static GenericKubernetesResource withoutSchemas(GenericKubernetesResource definition) {
    if (definition.getAdditionalProperties().get("spec") instanceof Map<?, ?> spec
        && spec.get("versions") instanceof List<?> versions) {
      for (Object version : versions) {
        if (version instanceof Map<?, ?> map) {
          map.remove("schema");
        }
      }
    }
    return definition;
  }

  @Override
  public synchronized void close() {
    builtIn.close();
    watches.values().forEach(Watch::close);
  }
}
