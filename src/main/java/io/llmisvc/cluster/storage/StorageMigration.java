package io.llmisvc.cluster.storage;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.api.ServingApi;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.lease.LeaseTerm;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Has all services and configs stored in the storage version, and the definitions say so. Sends
 * nothing as long as they do.
 */
@Singleton
public final class StorageMigration implements AutoCloseable {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("llmisvc-storage").unstarted(task));
  private final List<KindMigration> kinds;

  /**
   * @param client whose writes the term bounds
   */
  @Inject
  public StorageMigration(KubernetesClient client, LeaseTerm term, OwnDefinitions definitions) {
    this(client, term, definitions, Rhythm.production());
  }

  StorageMigration(
      KubernetesClient client, LeaseTerm term, OwnDefinitions definitions, Rhythm rhythm) {
    kinds =
        List.of(
            new KindMigration(
                new OwnObjects(client, thread, ServingApi.SERVICE_KIND, ServingApi.SERVICE_PLURAL),
                definitions,
                term,
                thread,
                rhythm),
            new KindMigration(
                new OwnObjects(client, thread, ServingApi.CONFIG_KIND, ServingApi.CONFIG_PLURAL),
                definitions,
                term,
                thread,
                rhythm));
  }

  /** A term begins. Does not block. */
  public void begin() {
    thread.execute(() -> kinds.forEach(KindMigration::begin));
  }

  @Override
  @PreDestroy
  public void close() {
    thread.shutdownNow();
    kinds.forEach(KindMigration::close);
  }
}
