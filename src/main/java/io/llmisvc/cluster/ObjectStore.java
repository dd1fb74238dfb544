package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Kind;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.ObjectKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The newest known state of all children, by identity and by service. Filled by watches and by the
 * answers to our own writes, so that a pass never plans from a state older than what it wrote: what
 * a request has overtaken is dropped.
 */
final class ObjectStore {
  private final Map<ObjectKey, Entry> entries = new HashMap<>();
  private final Map<NamespacedName, Set<ObjectKey>> byService = new HashMap<>();

  /**
   * @param ours known from the answer to a request of ours, which the watch has not told yet
   */
  private record Entry(long version, Optional<ObjectNode> object, boolean ours) {
    boolean isAheadOf(long other) {
      return ours && version >= other;
    }
  }

  /**
   * Takes what a watch says, also of an earlier time than before, as after a restored backup; only
   * what a request of ours has overtaken is dropped.
   *
   * @return true when something changed
   */
  synchronized boolean put(ObjectKey key, ObjectNode object) {
    long version = version(object);
    Entry known = entries.get(key);
    if (known != null && known.isAheadOf(version)) {
      if (known.version == version && known.object.isPresent()) {
        entries.put(key, new Entry(version, known.object, false));
      }
      return false;
    }
    if (known != null && known.version == version) {
      return false;
    }
    take(key, new Entry(version, Optional.of(object), false), object);
    return true;
  }

  /** Takes the answer to a request of ours, unless the watch has told something newer. */
  synchronized void wrote(ObjectKey key, ObjectNode object) {
    long version = version(object);
    Entry known = entries.get(key);
    if (known == null || known.ours || known.version < version) {
      take(key, new Entry(version, Optional.of(object), true), object);
    }
  }

  /**
   * Notes that an object was deleted by us, so that watch events that are under way are dropped.
   */
  synchronized void forget(ObjectKey key, ObjectNode deleted) {
    entries.put(key, new Entry(version(deleted), Optional.empty(), true));
    unlink(key, deleted);
  }

  private void take(ObjectKey key, Entry entry, ObjectNode object) {
    entries.put(key, entry);
    Ownership.owner(key, object)
        .ifPresent(owner -> byService.computeIfAbsent(owner, o -> new HashSet<>()).add(key));
  }

  /**
   * The watch says that the object is gone.
   *
   * @param missed true when the deletion itself was not seen, so that its version says nothing
   * @return the service it belonged to
   */
  synchronized Optional<NamespacedName> remove(ObjectKey key, ObjectNode last, boolean missed) {
    Entry known = entries.get(key);
    if (known == null || (!missed && known.ours && known.version > version(last))) {
      return Optional.empty();
    }
    entries.remove(key);
    ObjectNode object = known.object().orElse(last);
    unlink(key, object);
    return Ownership.owner(key, object);
  }

  /** Nothing of a kind that is not served any more exists. */
  synchronized void forget(Kind kind) {
    entries.keySet().removeIf(key -> key.kind() == kind);
    byService.values().forEach(keys -> keys.removeIf(key -> key.kind() == kind));
    byService.values().removeIf(Set::isEmpty);
  }

  synchronized Optional<ObjectNode> get(ObjectKey key) {
    Entry known = entries.get(key);
    return known == null ? Optional.empty() : known.object();
  }

  /** All live children of a service. */
  synchronized Map<ObjectKey, ObjectNode> children(NamespacedName service) {
    Map<ObjectKey, ObjectNode> children = new HashMap<>();
    for (ObjectKey key : byService.getOrDefault(service, Set.of())) {
      get(key).ifPresent(object -> children.put(key, object));
    }
    return children;
  }

  private void unlink(ObjectKey key, ObjectNode object) {
    Ownership.owner(key, object)
        .ifPresent(
            owner ->
                byService.computeIfPresent(
                    owner,
                    (o, keys) -> {
                      keys.remove(key);
                      return keys.isEmpty() ? null : keys;
                    }));
  }

  private static long version(ObjectNode object) {
    return object.path("metadata").path("resourceVersion").asLong();
  }
}
