package io.llmisvc.reconcile;

import io.llmisvc.cluster.StoredService;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether each service that there was at the start had a pass. From then on passes and deletions
 * keep the use of configs current, and nobody has to look at all services again.
 */
final class KnownUsers {
  private final Supplier<Optional<Stream<StoredService>>> services;
  private final Predicate<NamespacedName> hadPass;
  private final Set<NamespacedName> gone = ConcurrentHashMap.newKeySet();
  private volatile boolean known;

  /**
   * @param services those that exist; absent until that is known
   */
  KnownUsers(
      Supplier<Optional<Stream<StoredService>>> services, Predicate<NamespacedName> hadPass) {
    this.services = services;
    this.hadPass = hadPass;
  }

  boolean areKnown() {
    if (!known && services.get().map(all -> all.allMatch(this::isSettled)).orElse(false)) {
      known = true;
      gone.clear();
    }
    return known;
  }

  /** Nothing of ours is left of the service, though somebody else may still hold it. */
  void gone(NamespacedName service) {
    if (!known) {
      gone.add(service);
    }
  }

  /** One that is being deleted and that we let go of gets no pass any more. */
  private boolean isSettled(StoredService service) {
    return hadPass.test(service.id())
        || gone.contains(service.id())
        || (service.isMarkedForDeletion()
            && !service.hasFinalizer(LLMInferenceServiceReconciler.FINALIZER));
  }
}
