package io.llmisvc.cluster.sending;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import io.fabric8.kubernetes.client.http.WebSocketUpgradeResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A watch by a plain answer, whose lines are messages: so it shares a connection with requests,
 * which WebSockets do not. The library's own way to read such answers takes octets of a letter that
 * came in two pieces for two letters.
 */
final class LineSocket implements WebSocket {
  private static final int CLOSED = 1000;
  private final Listener listener;
  private final Lines lines = new Lines();
  private volatile @Nullable AsyncBody body;

  private LineSocket(Listener listener) {
    this.listener = listener;
  }

  @Override
  public boolean send(ByteBuffer buffer) {
    return false;
  }

  @Override
  public boolean sendClose(int code, @Nullable String reason) {
    AsyncBody open = body;
    if (open == null || open.done().isDone()) {
      return false;
    }
    open.cancel();
    return true;
  }

  @Override
  public long queueSize() {
    return 0;
  }

  @Override
  public void request() {}

  private void consume(List<ByteBuffer> pieces, AsyncBody from) {
    for (String line : lines.ended(pieces)) {
      listener.onMessage(this, line);
    }
    from.consume();
  }

  /** Whoever waits may have given up meanwhile. */
  private void open(AsyncBody answer, CompletableFuture<WebSocket> waiting) {
    body = answer;
    if (!waiting.complete(this)) {
      answer.cancel();
      return;
    }
    listener.onOpen(this);
    answer.done().whenComplete((nothing, failure) -> ended(failure));
    answer.consume();
  }

  private void ended(@Nullable Throwable failure) {
    if (failure == null || failure instanceof CancellationException) {
      listener.onClose(this, CLOSED, "");
    } else {
      listener.onError(
          this, failure instanceof IOException ? failure : new IOException("watch ended", failure));
    }
  }

  /** Begins a watch. */
  static final class Begin implements Builder {
    private final HttpClient client;
    private HttpRequest.Builder request;
    private long timeout;
    private TimeUnit unit = TimeUnit.SECONDS;

    Begin(HttpClient client) {
      this.client = client;
      this.request = client.newHttpRequestBuilder().forStreaming();
    }

    @Override
    public CompletableFuture<WebSocket> buildAsync(Listener listener) {
      LineSocket socket = new LineSocket(listener);
      CompletableFuture<WebSocket> opened = new CompletableFuture<>();
      CompletableFuture<HttpResponse<AsyncBody>> answer =
          client.consumeBytes(request.build(), socket::consume);
      answer.whenComplete(
          (response, failure) -> {
            if (failure != null) {
              opened.completeExceptionally(RequestSending.cause(failure));
            } else if (response.isSuccessful()) {
              socket.open(response.body(), opened);
            } else {
              response.body().cancel();
              opened.completeExceptionally(refusal(response));
            }
          });
      opened.whenComplete((some, failure) -> answer.cancel(true));
      return timeout > 0 ? opened.orTimeout(timeout, unit) : opened;
    }

    /** The library takes an unavailable server for one without WebSockets. */
    private static IOException refusal(HttpResponse<?> response) {
      return response.code() == HttpURLConnection.HTTP_UNAVAILABLE
          ? new IOException("the API server is unavailable: " + response.message())
          : new WebSocketHandshakeException(
              new WebSocketUpgradeResponse(
                  response.request(), response.code(), response.headers()));
    }

    @Override
    public Builder subprotocol(String protocol) {
      return this;
    }

    @Override
    public Builder header(String name, String value) {
      request = request.header(name, value);
      return this;
    }

    @Override
    public Builder setHeader(String name, String value) {
      request = request.setHeader(name, value);
      return this;
    }

    @Override
    public Builder uri(URI uri) {
      request = request.uri(uri);
      return this;
    }

    @Override
    public Builder connectTimeout(long timeout, TimeUnit unit) {
      this.timeout = timeout;
      this.unit = unit;
      return this;
    }
  }
}
