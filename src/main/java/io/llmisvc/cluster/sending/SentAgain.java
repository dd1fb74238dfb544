package io.llmisvc.cluster.sending;

import io.fabric8.kubernetes.client.http.HttpRequest;
import io.vertx.core.http.HttpClosedException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A request is sent again when the connection that was kept for it turns out to be closed: an API
 * server closes such whenever it likes. The client library tries again what fails by an {@link
 * java.io.IOException}, and this is none.
 */
public enum SentAgain implements RequestSending {
  WHEN_CLOSED;

  /** More than one connection may be closed. */
  private static final int TIMES = 3;

  @Override
  public <T> CompletableFuture<T> send(HttpRequest request, Supplier<CompletableFuture<T>> once) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    send(once, TIMES, answer);
    return answer;
  }

  private static <T> void send(
      Supplier<CompletableFuture<T>> once, int times, CompletableFuture<T> answer) {
    CompletableFuture<T> sent = once.get();
    answer.whenComplete((some, failure) -> sent.cancel(true));
    sent.whenComplete(
        (some, failure) -> {
          if (RequestSending.cause(failure) instanceof HttpClosedException
              && times > 1
              && !answer.isDone()) {
            send(once, times - 1, answer);
          } else if (failure != null) {
            answer.completeExceptionally(failure);
          } else {
            answer.complete(some);
          }
        });
  }
}
