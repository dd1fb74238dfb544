package io.llmisvc.cluster;

import io.fabric8.kubernetes.client.http.HttpRequest;
import io.llmisvc.cluster.sending.RequestSending;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the last time that a request was sent and got no answer: interceptors are told only of
 * those before, after which it is sent again.
 *
 * @param requests counts what is answered, and what it is told of
 * @param isUntold whether a failure was the last time of several
 */
record CountedLast(ApiRequests requests, Predicate<Throwable> isUntold) implements RequestSending {
  /** Of a client that sends each request once. */
  static CountedLast ofOne(ApiRequests requests) {
    return new CountedLast(requests, failure -> true);
  }

  /**
   * Of a client that sends again what failed by an {@link IOException}, and is told of all else.
   */
  static CountedLast ofSeveral(ApiRequests requests) {
    return new CountedLast(requests, IOException.class::isInstance);
  }

  /** The same future as without. */
  @Override
  public <T> CompletableFuture<T> send(HttpRequest request, Supplier<CompletableFuture<T>> once) {
    CompletableFuture<T> answer = once.get();
    answer.whenComplete((some, failure) -> note(request, RequestSending.cause(failure)));
    return answer;
  }

  private void note(HttpRequest request, @Nullable Throwable failure) {
    if (failure != null && isUntold.test(failure)) {
      requests.unanswered(request, failure);
    }
  }
}
