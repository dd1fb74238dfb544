package io.llmisvc.cluster;

import io.fabric8.kubernetes.client.http.HttpRequest;
import io.llmisvc.cluster.sending.RequestSending;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what gets no answer, of a client that sends each request once: interceptors are told only
 * of what is sent again.
 *
 * @param requests counts what is answered by itself
 */
record CountedOnce(ApiRequests requests) implements RequestSending {
  /** The same future as without. */
  @Override
  public <T> CompletableFuture<T> send(HttpRequest request, Supplier<CompletableFuture<T>> once) {
    CompletableFuture<T> answer = once.get();
    answer.whenComplete((some, failure) -> note(request, failure));
    return answer;
  }

  private void note(HttpRequest request, @Nullable Throwable failure) {
    if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
      requests.unanswered(request, wrapped.getCause());
    } else if (failure != null) {
      requests.unanswered(request, failure);
    }
  }
}
