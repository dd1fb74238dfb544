package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.llmisvc.model.Kind;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Watches what services refer to and do not own: one watch per reference, shared by all services
 * that name it, also while it does not exist. A pass reads from memory; a change of a referenced
 * object starts a pass of each service that refers to it.
 */
final class References implements AutoCloseable {
  private static final Duration FIRST_LIST = Duration.ofSeconds(20);

  private final KindClient client;
  private final Consumer<NamespacedName> changed;
  private final Map<Reference, Subject> subjects = new HashMap<>();
  private final Map<NamespacedName, Set<Reference>> byService = new HashMap<>();

  References(KindClient client, Consumer<NamespacedName> changed) {
    this.client = client;
    this.changed = changed;
  }

  /** What the service referred to in its last pass. */
  synchronized Set<Reference> of(NamespacedName service) {
    return Set.copyOf(byService.getOrDefault(service, Set.of()));
  }

  /**
   * Makes these the references of the service: watches new ones, lets go of old ones.
   *
   * @throws NotReadable when a first list does not come in time
   */
  void follow(NamespacedName service, Set<Reference> references) {
    List<Subject> wanted = new ArrayList<>();
    synchronized (this) {
      Set<Reference> before = byService.getOrDefault(service, Set.of());
      for (Reference reference : references) {
        Subject subject = subjects.computeIfAbsent(reference, Subject::new);
        subject.followers.add(service);
        wanted.add(subject);
      }
      before.stream().filter(old -> !references.contains(old)).forEach(old -> drop(service, old));
      if (references.isEmpty()) {
        byService.remove(service);
      } else {
        byService.put(service, Set.copyOf(references));
      }
    }
    for (Subject subject : wanted) {
      if (!subject.watch.await(FIRST_LIST)) {
        throw new NotReadable(subject.reference);
      }
    }
  }

  /** The answers to these references as far as they are followed and read. */
  synchronized Map<Reference, List<ObjectNode>> answers(Set<Reference> references) {
    Map<Reference, List<ObjectNode>> answers = new HashMap<>();
    for (Reference reference : references) {
      Subject subject = subjects.get(reference);
      if (subject != null && subject.watch.isSynced()) {
        answers.put(reference, subject.objects());
      }
    }
    return answers;
  }

  /** Lets go of the references to a kind that vanished; the next pass says that it is absent. */
  synchronized void forget(Kind kind) {
    subjects
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = entry.getKey().kind() == kind;
              if (gone) {
                entry.getValue().watch.close();
              }
              return gone;
            });
    byService.replaceAll(
        (service, references) -> {
          Set<Reference> rest = new HashSet<>(references);
          rest.removeIf(reference -> reference.kind() == kind);
          return rest;
        });
  }

  private void drop(NamespacedName service, Reference reference) {
    Subject subject = subjects.get(reference);
    if (subject != null && subject.followers.remove(service) && subject.followers.isEmpty()) {
      subjects.remove(reference);
      subject.watch.close();
    }
  }

  private Informable<GenericKubernetesResource> selection(Reference reference) {
    var objects = client.in(reference.kind(), reference.namespace());
    return switch (reference) {
      case Reference.ByName byName -> objects.withField("metadata.name", byName.name());
      case Reference.ByLabel byLabel -> objects.withLabel(byLabel.label(), byLabel.value());
    };
  }

  @Override
  public synchronized void close() {
    subjects.values().forEach(subject -> subject.watch.close());
    subjects.clear();
    byService.clear();
  }

  /** A reference could not be read: the API server does not answer or does not allow it. */
  static final class NotReadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotReadable(Reference reference) {
      super(
          "cannot read %s in namespace \"%s\" within %d s: %s"
              .formatted(
                  reference.kind().kind(),
                  reference.namespace(),
                  FIRST_LIST.toSeconds(),
                  reference));
    }
  }

  private final class Subject implements Watch.Listener {
    private final Reference reference;
    private final Set<NamespacedName> followers = ConcurrentHashMap.newKeySet();
    private final Map<String, ObjectNode> found = new TreeMap<>();
    private final Watch watch;

    Subject(Reference reference) {
      this.reference = reference;
      this.watch = Watch.start(selection(reference), this);
    }

    List<ObjectNode> objects() {
      synchronized (found) {
        return List.copyOf(found.values());
      }
    }

    @Override
    public void changed(ObjectNode object) {
      synchronized (found) {
        found.put(Trees.text(object, "metadata", "name"), object);
      }
      followers.forEach(References.this.changed);
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {
      synchronized (found) {
        found.remove(Trees.text(last, "metadata", "name"));
      }
      followers.forEach(References.this.changed);
    }
  }
}
