package io.llmisvc.cluster.sending;

import io.fabric8.kubernetes.client.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a client does with a request besides sending it. */
@FunctionalInterface
public interface RequestSending {
  /**
   * The answer to a request. Whoever cancels it gives the request up.
   *
   * @param once sends it
   */
  <T> CompletableFuture<T> send(HttpRequest request, Supplier<CompletableFuture<T>> once);

  /** What a future failed by; null when it did not. */
  static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
  }
}
