package io.llmisvc.cluster.sending;

import io.fabric8.kubernetes.client.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What a client does with a request besides sending it. */
@FunctionalInterface
public interface RequestSending {
  /**
   * The answer to a request. Whoever cancels it gives the request up.
   *
   * @param once sends it
   */
  <T> CompletableFuture<T> send(HttpRequest request, Supplier<CompletableFuture<T>> once);
}
