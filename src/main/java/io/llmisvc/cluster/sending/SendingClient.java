package io.llmisvc.cluster.sending;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A client that sends requests in a way of its own, and so do those that are made from it. */
public record SendingClient(HttpClient client, RequestSending sending) implements HttpClient {
  /** The same client, but for the way it sends. It shares its connections with the first. */
  public static KubernetesClient of(KubernetesClient client, RequestSending sending) {
    return new KubernetesClientImpl(
        new SendingClient(client.getHttpClient(), sending),
        client.getConfiguration(),
        null,
        client.getKubernetesSerialization());
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, Class<T> type) {
    return sending.send(request, () -> client.sendAsync(request, type));
  }

  @Override
  public CompletableFuture<HttpResponse<AsyncBody>> consumeBytes(
      HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    return sending.send(request, () -> client.consumeBytes(request, consumer));
  }

  @Override
  public DerivedClientBuilder newBuilder() {
    return new Derived(client.newBuilder(), sending);
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return new LineSocket.Begin(this);
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

  private record Derived(DerivedClientBuilder builder, RequestSending sending)
      implements DerivedClientBuilder {
    @Override
    public HttpClient build() {
      return new SendingClient(builder.build(), sending);
    }

    @Override
    public DerivedClientBuilder addOrReplaceInterceptor(
        String name, @Nullable Interceptor interceptor) {
      builder.addOrReplaceInterceptor(name, interceptor);
      return this;
    }

    @Override
    public DerivedClientBuilder authenticatorNone() {
      builder.authenticatorNone();
      return this;
    }

    @Override
    public DerivedClientBuilder tag(Object value) {
      builder.tag(value);
      return this;
    }
  }
}
