package io.llmisvc.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.model.facts.ServerVersion;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The version of the API server, as it last said; what it does not say stays as it was. */
final class AskedVersion {
  private static final Logger LOG = Logger.getLogger(AskedVersion.class);

  private final KubernetesClient client;
  private @Nullable CompletableFuture<Optional<ServerVersion>> first;
  private volatile @Nullable ServerVersion current;

  AskedVersion(KubernetesClient client) {
    this.client = client;
  }

  /** Sends the first request, which opens a connection. Once more does no harm. */
  synchronized CompletableFuture<Optional<ServerVersion>> connect() {
    if (first == null) {
      first = ApiDiscovery.version(client);
    }
    return first;
  }

  /** Waits until the first request is answered or given up. */
  void awaitFirst() {
    await(connect());
  }

  void askAgain() {
    await(ApiDiscovery.version(client));
  }

  /** Absent while the API server said none. */
  @Nullable ServerVersion current() {
    return current;
  }

  private void await(CompletableFuture<Optional<ServerVersion>> asked) {
    try {
      asked.get().ifPresent(version -> current = version);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      LOG.infof("cannot ask for the version of the API server: cause=%s", cause.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
