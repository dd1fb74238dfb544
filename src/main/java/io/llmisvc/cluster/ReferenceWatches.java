package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The watches behind {@link References}: one of each kind that is referred to by name, of metadata
 * only, and one of each kind and label that is referred to by label; of each namespace one where
 * the operator works in some only. Each is started when somebody refers to its kind, so their
 * number does not depend on that of services.
 */
final class ReferenceWatches implements AutoCloseable {
  /** So many names at a time while a kind is listed. */
  private static final long PAGE = 500;

  private final KindClient client;
  private final KindClient metadata;
  private final Consumer<Reference> changed;
  private final Map<Place, NamedObjects> named = new HashMap<>();
  private final Map<Selection, Labelled> labelled = new HashMap<>();

  /**
   * @param namespace empty for everywhere
   */
  private record Place(Kind kind, String namespace) {}

  private record Selection(Kind kind, String label) {
    static Selection of(Reference.ByLabel reference) {
      return new Selection(reference.kind(), reference.label());
    }
  }

  private record Labelled(LabelledObjects objects, Watches watch) {}

  ReferenceWatches(KindClient client, Executor executor, Consumer<Reference> changed) {
    this.client = client;
    this.metadata =
        new KindClient(MetadataClient.of(client.client(), executor), client.term(), client.scope());
    this.changed = changed;
  }

  /** From now on a change of it is told. */
  synchronized void follow(Reference reference) {
    switch (reference) {
      case Reference.ByName byName -> {
        if (client.scope().covers(byName.kind(), byName.namespace())) {
          named.computeIfAbsent(place(byName), this::watchNames).ask(byName);
        } // else it cannot be read, which is tried again from time to time
      }
      case Reference.ByLabel byLabel -> {
        Labelled watched = labelled.computeIfAbsent(Selection.of(byLabel), this::watchLabel);
        watched.watch().synced().thenRun(() -> changed.accept(byLabel));
      }
    }
  }

  synchronized void drop(Reference reference) {
    if (reference instanceof Reference.ByName byName) {
      watched(byName).ifPresent(watch -> watch.drop(byName));
    }
  }

  synchronized void found(Reference.ByName reference, GenericKubernetesResource object) {
    watched(reference).ifPresent(watch -> watch.found(reference, object));
  }

  private Optional<NamedObjects> watched(Reference.ByName reference) {
    return Optional.ofNullable(named.get(place(reference)));
  }

  /** True when objects with a label were listed, so that none found means that none is there. */
  synchronized boolean isKnown(Reference reference) {
    if (reference instanceof Reference.ByLabel byLabel) {
      Labelled watched = labelled.get(Selection.of(byLabel));
      return watched != null && watched.watch().isSynced();
    }
    return false;
  }

  synchronized List<ObjectNode> labelled(Reference.ByLabel reference) {
    Labelled watched = labelled.get(Selection.of(reference));
    return watched == null ? List.of() : watched.objects().get(reference);
  }

  synchronized void close(Kind kind) {
    closeWhere(named, place -> place.kind() == kind, NamedObjects::close);
    closeWhere(labelled, selection -> selection.kind() == kind, found -> found.watch().close());
  }

  private static <K, V> void closeWhere(Map<K, V> watches, Predicate<K> gone, Consumer<V> close) {
    watches
        .entrySet()
        .removeIf(
            entry -> {
              boolean isGone = gone.test(entry.getKey());
              if (isGone) {
                close.accept(entry.getValue());
              }
              return isGone;
            });
  }

  private NamedObjects watchNames(Place place) {
    return new NamedObjects(
        place.kind(),
        (place.namespace().isEmpty()
                ? metadata.everywhere(place.kind()).getFirst()
                : metadata.in(place.kind(), place.namespace()))
            .withLimit(PAGE),
        changed);
  }

  private Labelled watchLabel(Selection selection) {
    LabelledObjects objects =
        new LabelledObjects(selection.kind(), selection.label(), this::changedWhenKnown);
    Watches watch =
        Watches.start(
            client.everywhere(selection.kind()).stream()
                .map(
                    place ->
                        selection.kind() == Kind.POD
                            ? place.withLabel(Labels.PART_OF, Labels.PART_OF_VALUE)
                            : place.withLabel(selection.label()))
                .toList(),
            objects);
    return new Labelled(objects, watch);
  }

  private Place place(Reference.ByName reference) {
    return new Place(reference.kind(), client.scope().isEverywhere() ? "" : reference.namespace());
  }

  /** What the first list holds is told once, when all of it is there. */
  private void changedWhenKnown(Reference reference) {
    if (isKnown(reference)) {
      changed.accept(reference);
    }
  }

  synchronized List<WatchState> states() {
    return Stream.concat(
            named.values().stream().map(NamedObjects::state),
            labelled.entrySet().stream()
                .flatMap(it -> it.getValue().watch().states(it.getKey().kind().plural())))
        .toList();
  }

  @Override
  public synchronized void close() {
    closeWhere(named, place -> true, NamedObjects::close);
    closeWhere(labelled, selection -> true, found -> found.watch().close());
  }
}
