package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.model.naming.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
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
 * is much smaller, and only what it does not serve is watched then, the rest when all has started;
 * a definition is read when it says more than that, or changes. Kinds without one are asked for.
 */
final class DefinedKinds implements ServedKinds {
  private final ApiDiscovery discovery;
  private final Runnable changed;
  private final ServedKinds builtIn;
  private final Map<String, List<Kind>> byDefinition;
  private final Definitions definitions;
  private final Set<Kind> served = EnumSet.noneOf(Kind.class);
  private final Map<String, FollowedDefinition> followed = new TreeMap<>();
  private boolean isDiscovered;

  DefinedKinds(KubernetesClient client, Runnable changed) {
    this.discovery = ApiDiscovery.of(client).orNothing();
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
  public Look start() {
    Look ofBuiltIn = builtIn.start();
    List<Kind> kinds = byDefinition.values().stream().flatMap(List::stream).toList();
    CompletableFuture<Set<Kind>> asked = discovery.served(kinds);
    CompletableFuture<Void> told =
        asked.thenAccept(found -> kinds.forEach(kind -> set(kind, found.contains(kind))));
    CompletableFuture<Void> unserved =
        asked.thenComposeAsync(this::followOthers, definitions.reads());
    return new Look(
        CompletableFuture.allOf(ofBuiltIn.served(), told),
        CompletableFuture.allOf(ofBuiltIn.known(), told, unserved));
  }

  /** Complete when it is known of definitions of which not all is served why not. */
  private CompletableFuture<Void> followOthers(Set<Kind> found) {
    Map<String, List<Kind>> others = new TreeMap<>(byDefinition);
    others.values().removeIf(found::containsAll);
    return follow(others);
  }

  @Override
  public void followRest() {
    definitions.reads().execute(() -> follow(byDefinition));
  }

  private synchronized CompletableFuture<Void> follow(Map<String, List<Kind>> kindsOf) {
    List<CompletableFuture<Void>> known = new ArrayList<>();
    kindsOf.forEach(
        (name, kinds) -> {
          FollowedDefinition definition =
              followed.computeIfAbsent(
                  name, it -> new FollowedDefinition(definitions, it, new Listener(kinds)));
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
    Set<Kind> current = current();
    followed.forEach(
        (name, definition) -> {
          if (!definition.known().isDone() && !current.containsAll(byDefinition.get(name))) {
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

    Listener(List<Kind> kinds) {
      this.kinds = kinds;
    }

    /** What is served has a definition that is established; what is not yet may be soon. */
    @Override
    public boolean knowsAlready() {
      boolean areServed = discovery.served(kinds).join().containsAll(kinds);
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
}
