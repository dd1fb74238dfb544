package io.llmisvc.model.router;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.llmisvc.api.router.InferencePoolSource;
import io.llmisvc.api.router.InferencePoolSpec;
import io.llmisvc.api.router.SchedulerSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose pool and endpoint picker stand in front of the workload. */
public sealed interface PoolSource {

  /** The name of the pool, in the namespace of the service. */
  default Optional<String> poolName() {
    return switch (this) {
      case None() -> Optional.empty();
      case Referenced(String name) -> Optional.of(name);
      case Managed(String name, SchedulerSpec scheduler) -> Optional.of(name);
    };
  }

  /** Whether the picker is made for the service, with a tokenizer of its own. */
  default boolean hasTokenizer() {
    return this instanceof Managed managed && managed.scheduler().tokenizer() != null;
  }

  /** No scheduler is wanted, so there is no pool. */
  record None() implements PoolSource {}

  /** An existing pool; whoever made it runs its picker. */
  record Referenced(String name) implements PoolSource {}

  /** Pool and picker are made for the service. */
  record Managed(String name, SchedulerSpec scheduler) implements PoolSource {
    /** What is laid over the managed pool; empty for nothing. */
    public Optional<InferencePoolSpec> spec() {
      return Optional.ofNullable(scheduler.pool()).map(InferencePoolSource::spec);
    }
  }

  static PoolSource of(@Nullable SchedulerSpec scheduler, String ownPool) {
    if (scheduler == null) {
      return new None();
    }
    LocalObjectReference ref = scheduler.pool() == null ? null : scheduler.pool().ref();
    return ref == null || ref.getName() == null || ref.getName().isEmpty()
        ? new Managed(ownPool, scheduler)
        : new Referenced(ref.getName());
  }
}
