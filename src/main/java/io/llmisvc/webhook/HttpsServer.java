package io.llmisvc.webhook;

import io.llmisvc.cluster.serving.ServingCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves a site over HTTPS. It listens from its first certificate on; a later one is for the
 * connections that begin then, and no request notices.
 */
final class HttpsServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(HttpsServer.class);
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");
  private static final long LISTEN_AGAIN_MS = 5_000;

  private final Vertx vertx;
  private final HttpServerOptions options;
  private final Limits limits;
  private final Site site;
  private final Connections connections;
  private final Bodies bodies;

  /** The server itself, and each request that has no answer yet. */
  private final Phaser atWork = new Phaser(1);

  private volatile @Nullable CurrentKey key;
  private volatile @Nullable HttpServer listening;
  private volatile boolean isStopping;

  /**
   * @param site is closed with this
   */
  HttpsServer(Vertx vertx, SocketAddress address, Limits limits, Site site) {
    this.vertx = vertx;
    this.options = options(address, limits.connections());
    this.limits = limits;
    this.site = site;
    this.connections = new Connections(vertx, limits.connections());
    this.bodies = new Bodies(limits.bodies());
  }

  /** HTTP/1.1 is all that an API server speaks to webhooks. */
  private static HttpServerOptions options(SocketAddress address, Limits.OfConnections limits) {
    return new HttpServerOptions()
        .setHost(address.host())
        .setPort(address.port())
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
      LOG.infof("serves %s with another certificate: %s", site, certificate);
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
    site.begins();
    LOG.infof("serves %s: port=%d", site, server.actualPort());
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

  /** False when what answers has ended though nobody stopped the server. */
  boolean isAlive() {
    return isStopping || site.isAlive();
  }

  /** What it shows to callers. */
  Optional<ServingCertificate> certificate() {
    return Optional.ofNullable(key).map(CurrentKey::current);
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
    Exchange exchange =
        new Exchange(
            vertx,
            request,
            limits,
            bodies,
            status -> {
              atWork.arriveAndDeregister();
              connections.answered(request.connection());
              site.answered(request, status, Duration.ofNanos(System.nanoTime() - begin));
            });
    site.serve(request, exchange);
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
      LOG.warnf("%s are still being answered: %s", site, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    site.close();
  }
}
