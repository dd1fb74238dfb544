package io.llmisvc.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The open connections: no more than may be, and none that waits too long with its next request. A
 * head that comes byte by byte is no request.
 */
final class Connections {
  private static final Logger LOG = Logger.getLogger(Connections.class);
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final Limits.OfConnections limits;

  /** With the timer that closes each, while no request of it is answered. */
  private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

  private volatile boolean isFull;

  Connections(Vertx vertx, Limits.OfConnections limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  /** A connection is secure; one too many is closed. */
  void opened(HttpConnection connection) {
    if (timers.size() >= limits.most()) {
      tellOnce();
      connection.close();
      return;
    }
    isFull = false;
    timers.put(connection, timer(connection, limits.first()));
    connection.closeHandler(
        closed -> {
          @Nullable Long timer = timers.remove(connection);
          vertx.cancelTimer(timer == null ? NO_TIMER : timer);
        });
  }

  /** The whole head of a request is there. */
  void asked(HttpConnection connection) {
    replace(connection, NO_TIMER);
  }

  /** The request has its answer. */
  void answered(HttpConnection connection) {
    replace(connection, timer(connection, limits.idle()));
  }

  /** Leaves one that is closed alone. */
  private void replace(HttpConnection connection, long timer) {
    @Nullable Long before = timers.replace(connection, timer);
    vertx.cancelTimer(before == null ? timer : before);
  }

  private long timer(HttpConnection connection, Duration time) {
    return vertx.setTimer(time.toMillis(), late -> connection.close());
  }

  private void tellOnce() {
    if (!isFull) {
      isFull = true;
      LOG.warnf("refuses connections for webhooks: open=%d", limits.most());
    }
  }
}
