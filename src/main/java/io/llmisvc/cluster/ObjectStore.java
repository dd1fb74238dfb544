package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.PackedTrees.Packed;
import io.llmisvc.memo.LruCache;
import io.llmisvc.model.match.Ownership;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The newest known state of all children, by identity and by service. Filled by watches and by the
 * answers to our own writes, so that a pass never plans from a state older than what it wrote: what
 * a request has overtaken is dropped. Objects are packed; those that passes use now are at hand.
 */
final class ObjectStore {
  /** Some children of each service that has a pass now. */
  private static final int AT_HAND = 64;

  private final PackedTrees trees = new PackedTrees();
  private final Map<ObjectKey, Entry> entries = new HashMap<>();
  private final Map<NamespacedName, Set<ObjectKey>> byService = new HashMap<>();
  private final LruCache<ObjectKey, Tree> recent = new LruCache<>(AT_HAND);

  /**
   * @param packed absent of an object that we deleted
   * @param ours known from the answer to a request of ours, which the watch has not told yet
   */
  private record Entry(
      long version, @Nullable Packed packed, @Nullable NamespacedName owner, boolean ours) {
    boolean isAheadOf(long other) {
      return ours && version >= other;
    }

    Entry told() {
      return new Entry(version, packed, owner, false);
    }
  }

  private record Tree(Packed packed, ObjectNode object) {}

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
      if (known.version == version && known.packed != null) {
        entries.put(key, known.told());
      }
      return false;
    }
    if (known != null && known.version == version) {
      return false;
    }
    take(key, object, false);
    return true;
  }

  /** Takes the answer to a request of ours, unless the watch has told something newer. */
  synchronized void wrote(ObjectKey key, ObjectNode object) {
    Entry known = entries.get(key);
    if (known == null || known.ours || known.version < version(object)) {
      take(key, object, true);
    }
  }

  /**
   * Notes that an object was deleted by us, so that watch events that are under way are dropped.
   */
  synchronized void forget(ObjectKey key, ObjectNode deleted) {
    Entry known = entries.get(key);
    NamespacedName owner = Ownership.owner(key, deleted).orElse(null);
    entries.put(key, new Entry(version(deleted), null, owner, true));
    unlink(key, known == null ? owner : known.owner);
  }

  private void take(ObjectKey key, ObjectNode object, boolean ours) {
    NamespacedName owner = Ownership.owner(key, object).orElse(null);
    Packed packed = trees.pack(key.kind(), object);
    Entry before = entries.put(key, new Entry(version(object), packed, owner, ours));
    if (ours || recent.get(key) != null) {
      recent.put(key, new Tree(packed, object));
    }
    if (before != null && !Objects.equals(before.owner, owner)) {
      unlink(key, before.owner);
    }
    if (owner != null) {
      byService.computeIfAbsent(owner, o -> new HashSet<>()).add(key);
    }
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
    recent.remove(key);
    unlink(key, known.owner);
    return Optional.ofNullable(known.owner);
  }

  /** Nothing of a kind that is not served any more exists. */
  synchronized void forget(Kind kind) {
    entries.keySet().removeIf(key -> key.kind() == kind);
    byService.values().forEach(keys -> keys.removeIf(key -> key.kind() == kind));
    byService.values().removeIf(Set::isEmpty);
  }

  synchronized Optional<ObjectNode> get(ObjectKey key) {
    Entry known = entries.get(key);
    return known == null || known.packed == null
        ? Optional.empty()
        : Optional.of(unpacked(key, known.packed));
  }

  /** All live children of a service. */
  synchronized Map<ObjectKey, ObjectNode> children(NamespacedName service) {
    Map<ObjectKey, ObjectNode> children = new HashMap<>();
    for (ObjectKey key : byService.getOrDefault(service, Set.of())) {
      get(key).ifPresent(object -> children.put(key, object));
    }
    return children;
  }

  /** Another one whenever a child of the service came, changed or went. */
  synchronized long version(NamespacedName service) {
    long version = 0;
    for (ObjectKey key : byService.getOrDefault(service, Set.of())) {
      Entry entry = entries.get(key);
      if (entry != null && entry.packed != null) {
        version += mixed(key.hashCode() * 31L + entry.version);
      }
    }
    return version;
  }

  /** So that sums of neighbours differ. */
  private static long mixed(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private ObjectNode unpacked(ObjectKey key, Packed packed) {
    Tree tree = recent.get(key);
    if (tree == null || tree.packed != packed) {
      tree = new Tree(packed, trees.unpack(packed));
      recent.put(key, tree);
    }
    return tree.object;
  }

  private void unlink(ObjectKey key, @Nullable NamespacedName owner) {
    if (owner != null) {
      byService.computeIfPresent(
          owner,
          (o, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
          });
    }
  }

  private static long version(ObjectNode object) {
    return object.path("metadata").path("resourceVersion").asLong();
  }
}
