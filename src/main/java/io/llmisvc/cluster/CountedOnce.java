package io.llmisvc.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends each request once, and has those counted that get no answer: interceptors are
 * told only of what is sent again.
 *
 * @param client counts what is answered by itself
 */
record CountedOnce(HttpClient client, ApiRequests requests) implements HttpClient {
  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, Class<T> type) {
    return counted(request, client.sendAsync(request, type));
  }

  @Override
  public CompletableFuture<HttpResponse<AsyncBody>> consumeBytes(
      HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    return counted(request, client.consumeBytes(request, consumer));
  }

  /** The same future: whoever cancels it gives the request up. */
  private <T> CompletableFuture<T> counted(HttpRequest request, CompletableFuture<T> answer) {
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

  @Override
  public DerivedClientBuilder newBuilder() {
    return client.newBuilder();
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return client.newWebSocketBuilder();
  }

  @Override
  public HttpRequest.Builder newHttpRequestBuilder() {
    return client.newHttpRequestBuilder();
  }

  @Override
  public boolean isClosed() {
    return client.isClosed();
  }

  @Override
  public void close() {
    client.close();
  }
}
