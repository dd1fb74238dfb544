package io.llmisvc.reconcile;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.llmisvc.cluster.ClientFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A client that cannot read some things until they are revealed: such requests are sent to a server
 * of our own that is never able to answer.
 */
final class BlindSpot implements AutoCloseable {
  private final HttpServer unable;
  private final Predicate<URI> hidden;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean revealed;

  private BlindSpot(HttpServer unable, Predicate<URI> hidden) {
    this.unable = unable;
    this.hidden = hidden;
  }

  static BlindSpot hiding(Predicate<URI> hidden) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
    return new BlindSpot(server, hidden);
  }

  KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(ClientFormat.serialization())
        .withHttpClientBuilderConsumer(
            builder -> builder.addOrReplaceInterceptor("blind", redirect()))
        .build();
  }

  /** How often somebody wanted to read what is hidden. */
  int asked() {
    return asked.get();
  }

  void reveal() {
    revealed = true;
  }

  void hide() {
    revealed = false;
  }

  private Interceptor redirect() {
    return new Interceptor() {
      @Override
      public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!revealed && request.method().equals("GET") && hidden.test(request.uri())) {
          asked.incrementAndGet();
          builder.uri(URI.create("http://127.0.0.1:" + unable.getAddress().getPort() + "/"));
        }
      }
    };
  }

  @Override
  public void close() {
    unable.stop(0);
  }
}
