package io.llmisvc.cluster.sending;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;

/**
 * Asks now and then on each HTTP/2 connection whether the other side is there, and closes one
 * without an answer: a watch on it would wait for ever.
 *
 * @param every from one question to the next
 * @param patience from a question to its answer
 */
public record Heartbeat(Duration every, Duration patience) {
  /** As the clients of Kubernetes' own library. */
  public static final Heartbeat DEFAULT =
      new Heartbeat(Duration.ofSeconds(30), Duration.ofSeconds(15));

  void begin(Vertx vertx, HttpConnection connection) {
    if (connection.remoteSettings() != null) { // HTTP/2
      long timer = vertx.setPeriodic(every.toMillis(), beat -> ask(vertx, connection));
      connection.closeHandler(closed -> vertx.cancelTimer(timer));
    }
  }

  private void ask(Vertx vertx, HttpConnection connection) {
    long limit = vertx.setTimer(patience.toMillis(), late -> connection.close());
    connection
        .ping(Buffer.buffer(new byte[Long.BYTES]))
        .onComplete(answer -> vertx.cancelTimer(limit));
  }
}
