package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Informable;
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
 * number does not depend on that of services. Where all objects of a namespace matter, one of that
 * namespace, for as long as somebody asks.
 */
final class ReferenceWatches implements AutoCloseable {
  /** So many names at a time while a kind is listed. */
  private static final long PAGE = 500;

  private final KindClient client;
  private final KindClient metadata;
  private final Consumer<Reference> changed;
  private final Map<Place, NamedObjects> named = new HashMap<>();
  private final Map<Selection, Selected> selected = new HashMap<>();

  /**
   * @param namespace empty for everywhere
   */
  private record Place(Kind kind, String namespace) {}

  /**
   * @param label empty for all objects of the namespace
   * @param namespace empty for everywhere
   */
  private record Selection(Kind kind, String label, String namespace) {
    static Optional<Selection> of(Reference reference) {
      return switch (reference) {
        case Reference.ByName byName -> Optional.empty();
        case Reference.ByLabel(Kind kind, String namespace, String label, String value) ->
            Optional.of(new Selection(kind, label, ""));
        case Reference.InNamespace(Kind kind, String namespace) ->
            Optional.of(new Selection(kind, "", namespace));
      };
    }

    Reference question(ObjectNode object) {
      JsonNode metadata = object.path("metadata");
      String home = metadata.path("namespace").asText();
      return label.isEmpty()
          ? new Reference.InNamespace(kind, home)
          : new Reference.ByLabel(kind, home, label, metadata.path("labels").path(label).asText());
    }
  }

  private record Selected(SelectedObjects objects, Watches watch) {}

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
      case Reference.ByLabel byLabel -> select(byLabel);
      case Reference.InNamespace all -> {
        if (client.scope().covers(all.kind(), all.namespace())) {
          select(all);
        }
      }
    }
  }

  private void select(Reference reference) {
    Selection.of(reference)
        .map(selection -> selected.computeIfAbsent(selection, this::watchSelection))
        .ifPresent(watched -> watched.watch().synced().thenRun(() -> changed.accept(reference)));
  }

  synchronized void drop(Reference reference) {
    if (reference instanceof Reference.ByName byName) {
      watched(byName).ifPresent(watch -> watch.drop(byName));
    }
    if (reference instanceof Reference.InNamespace) {
      watch(reference).ifPresent(watched -> watched.watch().close());
      Selection.of(reference).ifPresent(selected::remove);
    }
  }

  synchronized void found(Reference.ByName reference, GenericKubernetesResource object) {
    watched(reference).ifPresent(watch -> watch.found(reference, object));
  }

  private Optional<NamedObjects> watched(Reference.ByName reference) {
    return Optional.ofNullable(named.get(place(reference)));
  }

  /** True when the objects were listed, so that none found means that none is there. */
  synchronized boolean isKnown(Reference reference) {
    return watch(reference).filter(watched -> watched.watch().isSynced()).isPresent();
  }

  synchronized List<ObjectNode> selected(Reference reference) {
    return watch(reference).map(watched -> watched.objects().get(reference)).orElse(List.of());
  }

  private Optional<Selected> watch(Reference reference) {
    return Selection.of(reference).map(selected::get);
  }

  synchronized void close(Kind kind) {
    closeWhere(named, place -> place.kind() == kind, NamedObjects::close);
    closeWhere(selected, selection -> selection.kind() == kind, found -> found.watch().close());
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

  private Selected watchSelection(Selection selection) {
    SelectedObjects objects =
        new SelectedObjects(selection.kind(), selection::question, this::changedWhenKnown);
    return new Selected(objects, Watches.start(places(selection), objects));
  }

  private List<? extends Informable<GenericKubernetesResource>> places(Selection selection) {
    if (selection.label().isEmpty()) {
      return List.of(client.in(selection.kind(), selection.namespace()));
    }
    return client.everywhere(selection.kind()).stream()
        .map(
            place ->
                selection.kind() == Kind.POD
                    ? place.withLabel(Labels.PART_OF, Labels.PART_OF_VALUE)
                    : place.withLabel(selection.label()))
        .toList();
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
            selected.entrySet().stream()
                .flatMap(it -> it.getValue().watch().states(it.getKey().kind().plural())))
        .toList();
  }

  @Override
  public synchronized void close() {
    closeWhere(named, place -> true, NamedObjects::close);
    closeWhere(selected, selection -> true, found -> found.watch().close());
  }
}
