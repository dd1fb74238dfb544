package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.llmisvc.model.Kind;
import io.llmisvc.model.Labels;
import io.llmisvc.model.Reference;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The watches behind {@link References}: one of each kind that is referred to by name, of metadata
 * only, and one of each kind and label that is referred to by label. Each is started when somebody
 * refers to its kind, so their number does not depend on that of services.
 */
final class ReferenceWatches implements AutoCloseable {
  /** So many names at a time while a kind is listed. */
  private static final long PAGE = 500;

  private final KindClient client;
  private final KindClient metadata;
  private final Consumer<Reference> changed;
  private final Map<Kind, NamedObjects> named = new EnumMap<>(Kind.class);
  private final Map<Selection, Labelled> labelled = new HashMap<>();

  private record Selection(Kind kind, String label) {
    static Selection of(Reference.ByLabel reference) {
      return new Selection(reference.kind(), reference.label());
    }
  }

  private record Labelled(LabelledObjects objects, Watch watch) {}

  ReferenceWatches(KindClient client, Executor executor, Consumer<Reference> changed) {
    this.client = client;
    this.metadata = new KindClient(MetadataClient.of(client.client(), executor));
    this.changed = changed;
  }

  /** From now on a change of it is told. */
  synchronized void follow(Reference reference) {
    switch (reference) {
      case Reference.ByName byName ->
          named.computeIfAbsent(byName.kind(), this::watchNames).ask(byName);
      case Reference.ByLabel byLabel -> {
        Labelled watched = labelled.computeIfAbsent(Selection.of(byLabel), this::watchLabel);
        watched.watch().synced().thenRun(() -> changed.accept(byLabel));
      }
    }
  }

  synchronized void drop(Reference reference) {
    if (reference instanceof Reference.ByName byName && named.containsKey(byName.kind())) {
      named.get(byName.kind()).drop(byName);
    }
  }

  synchronized void found(Reference.ByName reference, GenericKubernetesResource object) {
    if (named.containsKey(reference.kind())) {
      named.get(reference.kind()).found(reference, object);
    }
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
    if (named.containsKey(kind)) {
      named.remove(kind).close();
    }
    labelled
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = entry.getKey().kind() == kind;
              if (gone) {
                entry.getValue().watch().close();
              }
              return gone;
            });
  }

  private NamedObjects watchNames(Kind kind) {
    return new NamedObjects(kind, metadata.everywhere(kind).withLimit(PAGE), changed);
  }

  private Labelled watchLabel(Selection selection) {
    LabelledObjects objects =
        new LabelledObjects(selection.kind(), selection.label(), this::changedWhenKnown);
    var everywhere = client.everywhere(selection.kind());
    Watch watch =
        selection.kind() == Kind.POD
            ? Watch.start(everywhere.withLabel(Labels.PART_OF, Labels.PART_OF_VALUE), objects)
            : Watch.start(everywhere.withLabel(selection.label()), objects);
    return new Labelled(objects, watch);
  }

  /** What the first list holds is told once, when all of it is there. */
  private void changedWhenKnown(Reference reference) {
    if (isKnown(reference)) {
      changed.accept(reference);
    }
  }

  @Override
  public synchronized void close() {
    named.values().forEach(NamedObjects::close);
    labelled.values().forEach(watched -> watched.watch().close());
    named.clear();
    labelled.clear();
  }
}
