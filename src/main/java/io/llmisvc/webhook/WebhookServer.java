package io.llmisvc.webhook;

import io.llmisvc.cluster.serving.ServingCertificate;
import io.llmisvc.config.WebhookEnvironment;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers reviews over HTTPS. It listens from its first certificate on; a later one is for the
 * connections that begin then, and no request notices.
 */
final class WebhookServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WebhookServer.class);
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");
  private static final long LISTEN_AGAIN_MS = 5_000;

  private final Vertx vertx;
  private final HttpServerOptions options;
  private final Limits limits;
  private final Map<String, ReviewEndpoint> endpoints;
  private final RequestMeter meter;
  private final Map<ReviewKind, Reviews> reviews = new EnumMap<>(ReviewKind.class);
  private final Connections connections;
  private final Bodies bodies;

  /** The server itself, and each request that has no answer yet. */
  private final Phaser atWork = new Phaser(1);

  private @Nullable CurrentKey key;
  private volatile @Nullable HttpServer listening;
  private volatile boolean isStopping;

  WebhookServer(
      Vertx vertx,
      WebhookEnvironment environment,
      Limits limits,
      List<ReviewEndpoint> endpoints,
      RequestMeter meter) {
    this.vertx = vertx;
    this.options = options(environment, limits.connections());
    this.limits = limits;
    this.endpoints =
        endpoints.stream().collect(Collectors.toMap(ReviewEndpoint::path, Function.identity()));
    this.meter = meter;
    for (ReviewKind kind : ReviewKind.values()) {
      reviews.put(kind, new Reviews(kind, limits.threads(), limits.waiting()));
    }
    this.connections = new Connections(vertx, limits.connections());
    this.bodies = new Bodies(limits.bodies());
  }

  /** HTTP/1.1 is all that an API server speaks to webhooks. */
  private static HttpServerOptions options(
      WebhookEnvironment environment, Limits.OfConnections limits) {
    return new HttpServerOptions()
        .setHost(environment.address())
        .setPort(environment.port())
        .setSsl(true)
        .setUseAlpn(false)
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setSslHandshakeTimeout(limits.first().toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** Shows this certificate from now on. */
  synchronized void present(ServingCertificate certificate) {
    @Nullable CurrentKey before = key;
    if (before == null) {
      CurrentKey first = new CurrentKey(certificate);
      key = first;
      listen(first);
    } else {
      // the library's own way to change certificates fails handshakes meanwhile
      before.change(certificate);
      LOG.infof("serves webhooks with another certificate: %s", certificate);
    }
  }

  private void listen(CurrentKey current) {
    vertx
        .createHttpServer(
            new HttpServerOptions(options).setKeyCertOptions(KeyCertOptions.wrap(current)))
        .connectionHandler(connections::opened)
        .requestHandler(this::serve)
        .listen()
        .onSuccess(this::listens)
        .onFailure(e -> listenAgain(e, current));
  }

  private void listens(HttpServer server) {
    listening = server;
    LOG.infof("serves webhooks: port=%d paths=%d", server.actualPort(), endpoints.size());
  }

  private void listenAgain(Throwable error, CurrentKey current) {
    LOG.errorf("cannot listen: port=%d error=%s", options.getPort(), error.getMessage());
    if (!isStopping) {
      vertx.setTimer(LISTEN_AGAIN_MS, later -> listen(current));
    }
  }

  /** True from when the first certificate is in use. */
  boolean isListening() {
    return listening != null;
  }

  /** The port that it listens on, 0 when it does not. */
  int port() {
    @Nullable HttpServer server = listening;
    return server == null ? 0 : server.actualPort();
  }

  private void serve(HttpServerRequest request) {
    long begin = System.nanoTime();
    atWork.register();
    connections.asked(request.connection());
    if (isStopping) {
      request.response().putHeader("Connection", "close");
    }
    @Nullable String path = request.path();
    @Nullable ReviewEndpoint endpoint = path == null ? null : endpoints.get(path);
    Exchange exchange =
        new Exchange(
            vertx,
            request,
            limits,
            bodies,
            status -> {
              atWork.arriveAndDeregister();
              connections.answered(request.connection());
              meter.answered(path == null ? "" : path, status, System.nanoTime() - begin);
            });
    if (endpoint == null) {
      exchange.refuse(Answer.plain(404, "no such webhook"));
    } else if (!request.method().equals(HttpMethod.POST)) {
      exchange.refuse(Answer.wrongMethod());
    } else if (!isJson(request.getHeader("Content-Type"))) {
      exchange.refuse(Answer.plain(415, "reviews are application/json"));
    } else {
      Reviews ofKind = Objects.requireNonNull(reviews.get(endpoint.kind()));
      exchange.receive((body, answered) -> ofKind.begin(endpoint, body, answered));
    }
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  /**
   * Stops in order: answers for a moment more, closing each connection with its answer, then waits
   * for what is being answered.
   */
  @Override
  public void close() {
    isStopping = true;
    @Nullable HttpServer server = listening;
    try {
      if (server != null) {
        CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(
                    limits.farewell().toMillis(), TimeUnit.MILLISECONDS))
            .get();
        atWork.awaitAdvanceInterruptibly(
            atWork.arrive(), limits.time().toMillis(), TimeUnit.MILLISECONDS);
        server.close().toCompletionStage().toCompletableFuture().get();
      }
    } catch (TimeoutException | ExecutionException e) {
      LOG.warnf("webhooks are still being answered: %s", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reviews.values().forEach(Reviews::close);
  }
}
