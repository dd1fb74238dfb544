package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.admission.Surroundings;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.storage.LocalModelCache;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What this operator has in its caches, also while another one leads. */
final class LiveSurroundings implements Surroundings {
  /** Whoever edits a config waits for the answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final OperatorRuntime runtime;
  private final Semaphore room;

  /**
   * @param threads that answer: one of them is always left to what takes no time
   */
  LiveSurroundings(OperatorRuntime runtime, int threads) {
    this.runtime = runtime;
    this.room = new Semaphore(threads - 1);
  }

  @Override
  public Optional<Settings> settings() {
    return runtime.cluster().isKnown()
            && runtime.settings().current() instanceof SettingsResult.Valid valid
        ? Optional.of(valid.settings())
        : Optional.empty();
  }

  @Override
  public String settingsProblem() {
    return runtime.settings().current() instanceof SettingsResult.Invalid invalid
        ? invalid.message()
        : "the operator has not read the cluster yet";
  }

  @Override
  public Settings unconfigured() {
    return runtime.settings().unconfigured();
  }

  @Override
  public Inputs inputs(ObjectNode service, Settings settings) {
    ConfigStore.Found found =
        runtime.serviceEvents().configs(runtime.planner().configNames(service, settings));
    NamespacedName id = ServiceMeta.of(service).id();
    return new Inputs(
        service, found.trees(), found.unreadable(), settings, runtime.cluster().facts(id));
  }

  @Override
  public Optional<List<LocalModelCache>> localModels(String namespace) {
    return runtime.cluster().localModels(namespace);
  }

  @Override
  public Stream<ObjectNode> users(NamespacedName config) {
    // who does not lead has no passes, which tell who uses what
    return !runtime.term().isOver() && runtime.users().areKnown()
        ? runtime.candidates(config).stream()
            .flatMap(service -> runtime.serviceEvents().service(service).stream())
            .map(StoredService::tree)
        : runtime.serviceEvents().services().map(StoredService::tree);
  }

  @Override
  public <T> Optional<T> whenThereIsRoom(Supplier<T> work) {
    if (!room.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      room.release();
    }
  }

  @Override
  public BooleanSupplier patience() {
    Instant end = runtime.clock().instant().plus(PATIENCE);
    return () -> runtime.clock().instant().isAfter(end);
  }
}
