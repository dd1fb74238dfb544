package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
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
import java.util.stream.Collectors;

/**
 * Which optional kinds the API server serves, followed at run time: one watch per
 * CustomResourceDefinition by its name. At the start the API server is asked what it serves, which
 * is much smaller, and only what it does not serve is watched then; a definition is read when it
 * says more than that, or changes. Kinds without one are asked for.
 */
final class DefinedKinds implements ServedKinds {
  private final KubernetesClient client;
  private final Runnable changed;
  private final ServedKinds builtIn;
  private final Map<String, List<Kind>> byDefinition;
  private final Definitions definitions;
  private final Set<Kind> served = EnumSet.noneOf(Kind.class);
  private final Map<String, FollowedDefinition> followed = new TreeMap<>();
  private boolean isDiscovered;

  DefinedKinds(KubernetesClient client, Runnable changed) {
    this.client = client;
    this.changed = changed;
    this.builtIn = DiscoveredKinds.builtIn(client, changed);
    this.byDefinition =
        Kind.optional()
            .filter(Kind::isDefined)
            .collect(
                Collectors.groupingBy(
                    kind -> kind.plural() + "." + kind.group(), TreeMap::new, Collectors.toList()));
    this.definitions = new Definitions(client);
  }

  @Override
  public CompletableFuture<Void> start() {
    CompletableFuture<Void> defined =
        CompletableFuture.supplyAsync(this::followUnserved, definitions.reads())
            .thenCompose(known -> known);
    return CompletableFuture.allOf(builtIn.start(), defined);
  }

  /** Complete when it is known of those which are not served why not. */
  private CompletableFuture<Void> followUnserved() {
    Discovery discovery = new Discovery();
    Map<String, List<Kind>> unserved = new TreeMap<>(byDefinition);
    unserved.values().removeIf(discovery::serves);
    byDefinition.forEach(
        (name, kinds) -> kinds.forEach(kind -> set(kind, !unserved.containsKey(name))));
    return follow(unserved);
  }

  @Override
  public void followRest() {
    follow(byDefinition);
  }

  private synchronized CompletableFuture<Void> follow(Map<String, List<Kind>> kindsOf) {
    Discovery discovery = new Discovery();
    List<CompletableFuture<Void>> known = new ArrayList<>();
    kindsOf.forEach(
        (name, kinds) -> {
          FollowedDefinition definition =
              followed.computeIfAbsent(
                  name,
                  it -> new FollowedDefinition(definitions, it, new Listener(kinds, discovery)));
          known.add(definition.known());
        });
    isDiscovered = true;
    return CompletableFuture.allOf(known.toArray(CompletableFuture[]::new));
  }

  @Override
  public synchronized Set<String> unread() {
    Set<String> unread = new TreeSet<>(builtIn.unread());
    if (!isDiscovered) {
      unread.addAll(byDefinition.keySet());
    }
    followed.forEach(
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
    return followed.values().stream().map(FollowedDefinition::state).toList();
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
    followed.values().forEach(FollowedDefinition::close);
    definitions.close();
  }

  /** Of one definition. */
  private final class Listener implements FollowedDefinition.Listener {
    private final List<Kind> kinds;
    private final Discovery discovery;

    Listener(List<Kind> kinds, Discovery discovery) {
      this.kinds = kinds;
      this.discovery = discovery;
    }

    /** What is served has a definition that is established; what is not yet may be soon. */
    @Override
    public boolean knowsAlready() {
      boolean areServed = discovery.serves(kinds);
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
    public void absent() {
      kinds.forEach(kind -> set(kind, false));
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {
      absent();
    }
  }

  /** What the API server says that it serves, asked once for each version; of one thread. */
  private final class Discovery {
    private final Map<String, Set<String>> resources = new HashMap<>();

    boolean serves(List<Kind> kinds) {
      return kinds.stream()
          .allMatch(
              kind ->
                  resources.computeIfAbsent(kind.apiVersion(), this::ask).contains(kind.plural()));
    }

    private Set<String> ask(String apiVersion) {
      try {
        return DiscoveredKinds.resources(client, apiVersion);
      } catch (RuntimeException e) {
        return Set.of(); // so the definition is read
      }
    }
  }
}
