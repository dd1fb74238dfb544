package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.memo.LruCache;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What services refer to and do not own, shared by all services that name it, also while it does
 * not exist. One watch per kind says when to look again; what plans read of an object is then read
 * and kept, of a Secret no credential. A pass reads from memory; what cannot be read is not
 * answered, and starts a pass of each service that refers to it as soon as it can.
 */
final class References implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(References.class);
  private static final Duration FIRST_READ = Duration.ofSeconds(1);
  private static final Duration NEXT_TRY = Duration.ofSeconds(5);
  private static final int READERS = 8;

  /** Of so many namespaces it is known what services ask about there, of each so much. */
  private static final int MOST_NAMESPACES = 256;

  private static final int MOST_LIKELY = 32;

  private final KindClient client;
  private final ReferenceWatches watches;
  private final Consumer<NamespacedName> changed;
  private final Map<Reference, WatchedReference> subjects = new HashMap<>();
  private final Map<NamespacedName, Set<Reference>> byService = new HashMap<>();
  private final LruCache<String, Set<Reference>> likely = new LruCache<>(MOST_NAMESPACES);
  private final ExecutorService readers = Executors.newFixedThreadPool(READERS, daemon("read"));
  private final ScheduledExecutorService retries =
      Executors.newSingleThreadScheduledExecutor(daemon("retry"));

  References(KindClient client, Consumer<NamespacedName> changed) {
    this.client = client;
    this.watches = new ReferenceWatches(client, readers, this::lookAgain);
    this.changed = changed;
  }

  /** What the service referred to in its last pass. */
  synchronized Set<Reference> of(NamespacedName service) {
    return Set.copyOf(byService.getOrDefault(service, Set.of()));
  }

  /**
   * What a plan of the service asks about, as far as one can tell before it is made: what it
   * followed until now, and what other services of its namespace asked about lately.
   */
  synchronized Set<Reference> likely(NamespacedName service) {
    Set<Reference> likely = new HashSet<>(byService.getOrDefault(service, Set.of()));
    likely.addAll(lately(service.namespace()));
    return likely;
  }

  private Set<Reference> lately(String namespace) {
    return Objects.requireNonNullElse(likely.get(namespace), Set.of());
  }

  private void remember(String namespace, Set<Reference> asked) {
    Set<Reference> before = lately(namespace);
    if (!before.containsAll(asked)) {
      likely.put(
          namespace,
          Stream.concat(asked.stream(), before.stream())
              .distinct()
              .limit(MOST_LIKELY)
              .collect(Collectors.toUnmodifiableSet()));
    }
  }

  /**
   * Makes these the references of the service: reads new ones and waits a moment for them, lets go
   * of old ones. Of what is not read by then the service hears when it is.
   */
  void follow(NamespacedName service, Set<Reference> references) {
    List<WatchedReference> unread = new ArrayList<>();
    for (WatchedReference subject : register(service, references)) {
      if (subject.answer().isEmpty()) {
        unread.add(subject);
      }
    }
    long deadline = System.nanoTime() + FIRST_READ.toNanos();
    unread.forEach(subject -> subject.await(deadline - System.nanoTime()));
  }

  /** The answers to these references as far as they are followed and read. */
  synchronized Map<Reference, List<ObjectNode>> answers(Set<Reference> references) {
    Map<Reference, List<ObjectNode>> answers = new HashMap<>();
    for (Reference reference : references) {
      WatchedReference subject = subjects.get(reference);
      if (subject != null) {
        subject.answer().ifPresent(answer -> answers.put(reference, answer));
      }
    }
    return answers;
  }

  /** Lets go of the references to a kind that vanished; the next pass says that it is absent. */
  synchronized void forget(Kind kind) {
    watches.close(kind);
    subjects.keySet().removeIf(reference -> reference.kind() == kind);
    byService.replaceAll(
        (service, references) -> {
          Set<Reference> rest = new HashSet<>(references);
          rest.removeIf(reference -> reference.kind() == kind);
          return rest;
        });
  }

  List<WatchState> watches() {
    return watches.states();
  }

  private synchronized List<WatchedReference> register(
      NamespacedName service, Set<Reference> references) {
    List<WatchedReference> wanted = new ArrayList<>();
    for (Reference reference : references) {
      WatchedReference known = subjects.get(reference);
      WatchedReference subject = known == null ? begin(reference) : known;
      subject.follow(service);
      wanted.add(subject);
    }
    Set<Reference> before = byService.getOrDefault(service, Set.of());
    before.stream().filter(old -> !references.contains(old)).forEach(old -> drop(service, old));
    if (references.isEmpty()) {
      byService.remove(service);
    } else {
      byService.put(service, Set.copyOf(references));
      remember(service.namespace(), references);
    }
    return wanted;
  }

  private WatchedReference begin(Reference reference) {
    WatchedReference subject = new WatchedReference(reference);
    subjects.put(reference, subject);
    watches.follow(reference);
    if (reference instanceof Reference.ByName || watches.isKnown(reference)) {
      look(subject);
    }
    return subject;
  }

  private void drop(NamespacedName service, Reference reference) {
    WatchedReference subject = subjects.get(reference);
    if (subject != null && subject.leave(service)) {
      subjects.remove(reference);
      watches.drop(reference);
    }
  }

  private void lookAgain(Reference reference) {
    @Nullable WatchedReference subject;
    synchronized (this) {
      subject = subjects.get(reference);
    }
    if (subject != null) {
      look(subject);
    }
  }

  private void look(WatchedReference subject) {
    if (subject.ask() && !readers.isShutdown()) {
      readers.execute(() -> read(subject));
    }
  }

  private void read(WatchedReference subject) {
    try {
      long since;
      do {
        since = subject.asked();
        subject.take(answer(subject.reference())).forEach(changed);
      } while (!subject.isDone(since));
    } catch (RuntimeException e) {
      subject.giveUp();
      LOG.warnf(
          "cannot read what services refer to, trying again: reference=%s cause=%s",
          subject.reference(), cause(e));
      tryLater(subject.reference());
    }
  }

  /** Not what the client says: it may quote what it read. */
  private static String cause(RuntimeException e) {
    return e instanceof KubernetesClientException client && client.getCode() > 0
        ? "HTTP " + client.getCode()
        : e.getClass().getSimpleName();
  }

  private void tryLater(Reference reference) {
    if (!retries.isShutdown()) {
      retries.schedule(() -> lookAgain(reference), NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private List<ObjectNode> answer(Reference reference) {
    return switch (reference) {
      case Reference.ByName byName -> named(byName);
      case Reference.ByLabel byLabel -> watches.selected(byLabel);
      case Reference.InNamespace all -> watches.selected(all);
    };
  }

  private List<ObjectNode> named(Reference.ByName reference) {
    GenericKubernetesResource object =
        client.in(reference.kind(), reference.namespace()).withName(reference.name()).get();
    if (object == null) {
      return List.of();
    }
    watches.found(reference, object);
    return List.of(Trimmed.of(reference.kind(), ClientTrees.of(object)));
  }

  private static ThreadFactory daemon(String what) {
    return Thread.ofPlatform().daemon().name("llmisvc-references-" + what + "-", 0).factory();
  }

  @Override
  public synchronized void close() {
    retries.shutdownNow();
    readers.shutdownNow();
    watches.close();
    subjects.clear();
    byService.clear();
  }
}
