package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.storage.LocalModelCache;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The local caches of models, as long as they are wanted and their kinds are served, so that who
 * answers reviews asks nobody. Of each is kept what it has, and where.
 */
final class LocalModelWatches implements AutoCloseable {
  /** Those of a namespace come before those that all share. */
  private static final List<Kind> KINDS =
      List.of(Kind.LOCAL_MODEL_NAMESPACE_CACHE, Kind.LOCAL_MODEL_CACHE);

  private final KindClient client;
  private final Map<Kind, Followed> followed = new EnumMap<>(Kind.class);
  private Set<Kind> served = EnumSet.noneOf(Kind.class);
  private boolean isWanted;

  LocalModelWatches(KindClient client) {
    this.client = client;
  }

  /** Whether anybody will ask. */
  synchronized void want(boolean wanted) {
    isWanted = wanted;
    update();
  }

  /** Which kinds there are now. */
  synchronized void serve(Set<Kind> now) {
    served = Set.copyOf(now);
    update();
  }

  private void update() {
    for (Kind kind : KINDS) {
      boolean isDue = isWanted && served.contains(kind) && client.scope().covers(kind);
      if (isDue) {
        followed.computeIfAbsent(kind, this::follow);
      } else if (followed.containsKey(kind)) {
        followed.remove(kind).watches().close();
      }
    }
  }

  private Followed follow(Kind kind) {
    Found found = new Found(new ConcurrentSkipListMap<>());
    return new Followed(found, Watches.start(client.everywhere(kind), found));
  }

  /**
   * Those for a namespace, in the order in which they count; absent while they are not wanted, or
   * not all of them can be told.
   */
  synchronized Optional<List<LocalModelCache>> of(String namespace) {
    if (!isWanted || !KINDS.stream().filter(served::contains).allMatch(this::isRead)) {
      return Optional.empty();
    }
    List<LocalModelCache> caches = new ArrayList<>();
    for (Kind kind : KINDS) {
      Followed objects = followed.get(kind);
      if (objects != null) {
        objects.found().in(kind.isNamespaced() ? namespace : "").forEach(caches::add);
      }
    }
    return Optional.of(caches);
  }

  private boolean isRead(Kind kind) {
    Followed objects = followed.get(kind);
    return objects != null && objects.watches().isSynced();
  }

  synchronized List<WatchState> states() {
    return followed.entrySet().stream()
        .flatMap(it -> it.getValue().watches().states(it.getKey().plural()))
        .toList();
  }

  @Override
  public synchronized void close() {
    want(false);
  }

  private record Followed(Found found, Watches watches) {}

  /** What there is of one kind, by namespace and name. */
  private record Found(ConcurrentSkipListMap<NamespacedName, LocalModelCache> all)
      implements Watch.Listener {

    Stream<LocalModelCache> in(String namespace) {
      return all.tailMap(new NamespacedName(namespace, "")).values().stream()
          .takeWhile(cache -> cache.id().namespace().equals(namespace));
    }

    @Override
    public void changed(ObjectNode object) {
      LocalModelCache cache = LocalModelCache.of(object);
      all.put(cache.id(), cache);
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {
      all.remove(LocalModelCache.of(last).id());
    }
  }
}
