package io.llmisvc.cluster.sending;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.net.JdkSSLEngineOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Makes clients whose requests and watches share connections, by HTTP/2, where the API server
 * speaks it; others get a connection for each at a time.
 */
@Singleton
public final class SharedConnections implements HttpClient.Factory {
  private static final Logger LOG = Logger.getLogger(SharedConnections.class);

  private static final List<HttpVersion> PREFERRED =
      List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1);

  /** Octets that a server may send ahead of who reads, for one answer. */
  private static final int AHEAD = 1 << 22;

  /** The same for a connection: an answer that is not read holds up no other. */
  private static final int AHEAD_TOGETHER = 1 << 30;

  /** As many as the library allows by HTTP/1.1: one has room for some hundred watches. */
  private static final int CONNECTIONS = 8192;

  private final Vertx vertx;
  private final Heartbeat heartbeat;

  @Inject
  public SharedConnections(Vertx vertx) {
    this(vertx, Heartbeat.DEFAULT);
  }

  /**
   * @param heartbeat ends a connection on which nobody answers
   */
  SharedConnections(Vertx vertx, Heartbeat heartbeat) {
    this.vertx = vertx;
    this.heartbeat = heartbeat;
  }

  @Override
  public HttpClient.Builder newBuilder() {
    return new VertxHttpClientBuilder<>(this, new Sharing(vertx, heartbeat));
  }

  private static final class Sharing extends VertxWrapper {
    private final Heartbeat heartbeat;

    Sharing(Vertx vertx, Heartbeat heartbeat) {
      super((VertxInternal) vertx);
      this.heartbeat = heartbeat;
    }

    @Override
    public io.vertx.core.http.HttpClient createHttpClient(HttpClientOptions options) {
      if (options.getSslEngineOptions() instanceof JdkSSLEngineOptions engine) {
        options
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setUseAlpn(true)
            .setAlpnVersions(PREFERRED)
            .setSslEngineOptions(new Negotiated(engine))
            .setHttp2ConnectionWindowSize(AHEAD_TOGETHER)
            .setInitialSettings(new Http2Settings().setInitialWindowSize(AHEAD));
      }
      return httpClientBuilder()
          .with(options)
          .with(options.getPoolOptions().setHttp2MaxSize(CONNECTIONS))
          .withConnectHandler(this::connected)
          .build();
    }

    private void connected(HttpConnection connection) {
      // whoever waits for an answer hears of it
      connection.exceptionHandler(failure -> LOG.debugf(failure, "a connection failed"));
      heartbeat.begin(this, connection);
    }
  }
}
