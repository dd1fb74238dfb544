package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.match.Ownership;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Keeps the {@link ObjectStore} current: one watch per kind that children can have, filtered by the
 * part-of label, started when the kind is served and stopped when it vanishes.
 */
final class ChildWatches implements AutoCloseable {
  private final KindClient client;
  private final ObjectStore store;
  private final Consumer<NamespacedName> changed;
  private final Map<Kind, Watches> watches = new EnumMap<>(Kind.class);
  private final CertificateEnds certificates = new CertificateEnds();

  ChildWatches(KindClient client, ObjectStore store, Consumer<NamespacedName> changed) {
    this.client = client;
    this.store = store;
    this.changed = changed;
  }

  /** Begins to watch the kinds that every cluster serves. */
  void watchAlways() {
    watch(Set.of());
  }

  /**
   * Watches exactly these kinds, and those that every cluster serves. Of a kind that is not served
   * any more nothing is remembered.
   *
   * @return complete when the first lists were delivered
   */
  synchronized CompletableFuture<Void> watch(Set<Kind> served) {
    for (Kind kind : Kind.values()) {
      boolean wanted =
          !ChildRole.of(kind).isEmpty() && (!kind.isOptional() || served.contains(kind));
      if (wanted) {
        watches.computeIfAbsent(kind, this::start);
      } else if (watches.containsKey(kind)) {
        watches.remove(kind).close();
        store.forget(kind);
      }
    }
    return CompletableFuture.allOf(
        watches.values().stream().map(Watches::synced).toArray(CompletableFuture[]::new));
  }

  /** The kinds whose children are watched but not known yet. */
  synchronized Set<Kind> unread() {
    Set<Kind> unread = EnumSet.noneOf(Kind.class);
    watches.forEach(
        (kind, watch) -> {
          if (!watch.isSynced()) {
            unread.add(kind);
          }
        });
    return unread;
  }

  synchronized List<WatchState> states() {
    return watches.entrySet().stream()
        .flatMap(watch -> watch.getValue().states(watch.getKey().plural()))
        .toList();
  }

  Optional<Instant> firstCertificateEnd() {
    return certificates.first();
  }

  private Watches start(Kind kind) {
    return Watches.start(
        client.everywhere(kind).stream()
            .map(place -> place.withLabel(Labels.PART_OF, Labels.PART_OF_VALUE))
            .toList(),
        new Fill(kind));
  }

  @Override
  public synchronized void close() {
    watches.values().forEach(Watches::close);
    watches.clear();
  }

  private final class Fill implements Watch.Listener {
    private final Kind kind;
    private final boolean isUncontrolled;

    Fill(Kind kind) {
      this.kind = kind;
      this.isUncontrolled =
          !kind.isNamespaced() || ChildRole.of(kind).stream().anyMatch(ChildRole::isShared);
    }

    @Override
    public void changed(ObjectNode object) {
      ObjectKey key = key(object);
      if (!mayBeOurs(key, object)) {
        certificates.forget(key);
        store.remove(key, object, true).ifPresent(changed);
        return;
      }
      certificates.note(key, object);
      if (store.put(key, object)) {
        Ownership.owner(key, object).ifPresent(changed);
      }
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {
      certificates.forget(key(last));
      store.remove(key(last), last, missed).ifPresent(changed);
    }

    /**
     * Anybody may put our label on anything. What no service controls is not kept, but for the
     * kinds of which one object is shared by services or has no namespace.
     */
    private boolean mayBeOurs(ObjectKey key, ObjectNode object) {
      return isUncontrolled || Ownership.owner(key, object).isPresent();
    }

    private ObjectKey key(ObjectNode object) {
      return new ObjectKey(
          kind,
          ClientTrees.text(object, "metadata", "namespace"),
          ClientTrees.text(object, "metadata", "name"));
    }
  }
}
