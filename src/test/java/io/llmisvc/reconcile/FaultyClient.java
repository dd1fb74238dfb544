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
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client some of whose writes are answered by an API server in trouble: they are sent to a server
 * of our own that knows one answer.
 */
final class FaultyClient implements AutoCloseable {
  private final HttpServer trouble;
  private final AtomicInteger remaining;
  private final List<String> met = new CopyOnWriteArrayList<>();

  private FaultyClient(HttpServer trouble, int times) {
    this.trouble = trouble;
    this.remaining = new AtomicInteger(times);
  }

  /** The next writes of children, that many, find nobody who listens. */
  static FaultyClient refusing(int times) throws IOException {
    FaultyClient refusing = answering(HttpURLConnection.HTTP_UNAVAILABLE, times);
    refusing.trouble.stop(0);
    return refusing;
  }

  /** The next writes of children, that many, are answered with the status. */
  static FaultyClient answering(int status, int times) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return new FaultyClient(server, times);
  }

  KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(ClientFormat.serialization())
        .withHttpClientBuilderConsumer(
            builder -> builder.addOrReplaceInterceptor("faults", faults()))
        .build();
  }

  /** How many faults nobody has met yet. */
  int remaining() {
    return Math.max(0, remaining.get());
  }

  /** Path of each write that met a fault. */
  List<String> met() {
    return List.copyOf(met);
  }

  private Interceptor faults() {
    return new Interceptor() {
      @Override
      public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        boolean child = ChildWrites.isOne(request);
        if (child && remaining.getAndDecrement() > 0) {
          met.add(request.uri().getPath());
          builder.uri(
              URI.create("http://127.0.0.1:" + trouble.getAddress().getPort() + "/trouble"));
        }
      }
    };
  }

  @Override
  public void close() {
    trouble.stop(0);
  }
}
