package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
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
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/**
 * Which optional kinds the API server serves, followed at run time: one watch per
 * CustomResourceDefinition by its name. At the start the API server is asked what it serves, which
 * is much smaller; a definition is read when it says more than that, or changes. Kinds without one
 * are asked for.
 */
final class DefinedKinds implements ServedKinds {
  private final KindClient client;
  private final Runnable changed;
  private final ServedKinds builtIn;
  private final Set<Kind> served = EnumSet.noneOf(Kind.class);
  private final Map<String, FollowedDefinition> definitions = new TreeMap<>();
  private final ScheduledExecutorService reads = Definitions.thread();

  DefinedKinds(KindClient client, Runnable changed) {
    this.client = client;
    this.changed = changed;
    this.builtIn = DiscoveredKinds.builtIn(client.client(), changed);
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
    Map<String, Set<String>> discovered = new HashMap<>();
    byDefinition.forEach(
        (name, kinds) ->
            definitions.put(
                name,
                new FollowedDefinition(
                    client.client(), name, new Listener(kinds, discovered), reads)));
    return CompletableFuture.allOf(
        Stream.concat(
                Stream.of(builtIn.start()),
                definitions.values().stream().map(FollowedDefinition::known))
            .toArray(CompletableFuture[]::new));
  }

  @Override
  public synchronized Set<String> unread() {
    Set<String> unread = new TreeSet<>(builtIn.unread());
    definitions.forEach(
        (name, definition) -> {
          if (!definition.known().isDone()) {
            unread.add(name);
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
    return definitions.values().stream().map(FollowedDefinition::state).toList();
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

  @Override
  public synchronized void close() {
    builtIn.close();
    definitions.values().forEach(FollowedDefinition::close);
    reads.shutdownNow();
  }

  /**
   * Of one definition.
   *
   * @param discovered by {@code apiVersion}, what was asked for so far; of the thread of the reads
   */
  private final class Listener implements FollowedDefinition.Listener {
    private final List<Kind> kinds;
    private final Map<String, Set<String>> discovered;

    Listener(List<Kind> kinds, Map<String, Set<String>> discovered) {
      this.kinds = kinds;
      this.discovered = discovered;
    }

    /** What is served has a definition that is established; what is not yet may be soon. */
    @Override
    public boolean knowsAlready() {
      boolean areServed =
          kinds.stream()
              .allMatch(
                  kind ->
                      discovered
                          .computeIfAbsent(kind.apiVersion(), DefinedKinds.this::discover)
                          .contains(kind.plural()));
      if (areServed) {
        kinds.forEach(kind -> set(kind, true));
      }
      return areServed;
    }

    @Override
    public void changed(ObjectNode object) {
      kinds.forEach(kind -> set(kind, serves(object, kind)));
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {
      kinds.forEach(kind -> set(kind, false));
    }
  }

  private Set<String> discover(String apiVersion) {
    try {
      return DiscoveredKinds.resources(client.client(), apiVersion);
    } catch (KubernetesClientException e) {
      return Set.of(); // so the definition is read
    }
  }
}
