package io.llmisvc.reconcile;

import io.llmisvc.cluster.StoredService;
import io.llmisvc.model.naming.NamespacedName;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether each service that there was when this operator began to lead had a pass since. From then
 * on passes and deletions keep the use of configs current, and nobody has to look at all services
 * again.
 */
final class KnownUsers {
  private final Supplier<Optional<Stream<StoredService>>> services;
  private final Set<NamespacedName> settled = new HashSet<>();
  private boolean known;

  /**
   * @param services those that exist; absent until that is known
   */
  KnownUsers(Supplier<Optional<Stream<StoredService>>> services) {
    this.services = services;
  }

  /** Whatever services did while another operator led had no pass here. */
  synchronized void begin() {
    known = false;
    settled.clear();
  }

  synchronized boolean areKnown() {
    if (!known && services.get().map(all -> all.allMatch(this::isSettled)).orElse(false)) {
      known = true;
      settled.clear();
    }
    return known;
  }

  /** What the service uses is noted, or nothing of ours is left of it. */
  synchronized void settled(NamespacedName service) {
    if (!known) {
      settled.add(service);
    }
  }

  /** One that is being deleted and that we let go of gets no pass any more. */
  private boolean isSettled(StoredService service) {
    return settled.contains(service.id())
        || (service.isMarkedForDeletion()
            && !service.hasFinalizer(LLMInferenceServiceReconciler.FINALIZER));
  }
}
